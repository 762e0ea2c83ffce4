package io.holcstore.benchmarks;

import io.holcstore.store.Encoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** What stores do in a second and take on disk, beside their peers. */
final class StoreSection extends Section {
    private static final String OF = "StoreBenchmark.";
    private static final String BYTES = "bytesPerPoint";
    private static final double MILLION = 1e6;
    private static final String REFERENCE = "Python reference";

    /** The system whose work this is, the best it did on a machine of two cores with PostgreSQL 15. */
    private static final Verbs REFERENCE_VERBS = new Verbs(
            OptionalDouble.of(2.3),
            OptionalDouble.of(Workload.POINTS / 9.6e3),
            OptionalDouble.empty(),
            OptionalDouble.of(11.5),
            OptionalDouble.of(1000),
            OptionalDouble.of(4.2));

    private final List<String> encodings;

    StoreSection(Results results) {
        super(results, "stores", OF, BYTES);
        encodings = List.of(Encoding.COMPACT.name(), Encoding.LZ4.name());
    }

    @Override
    String text(Charts charts) throws IOException {
        MarkdownTable stores = stores();
        MarkdownTable sizes = sizes();
        return "### Stores\n\n"
                + (stores.isEmpty() ? "" : stores + "\n" + charts.write("postgresql", speed()))
                + (sizes.isEmpty() ? "" : "Bytes a point on disk, with indexes:\n\n" + sizes + '\n')
                + charts.write("disk", disk());
    }

    /** The numbers of one store on one set of values. */
    private record Verbs(
            OptionalDouble insert,
            OptionalDouble series,
            OptionalDouble month,
            OptionalDouble stream,
            OptionalDouble merge,
            OptionalDouble bytes) {

        OptionalDouble readSpeed() {
            return Results.map(series, ms -> Workload.POINTS / ms * 1000 / MILLION);
        }
    }

    private Verbs verbs(String encoding, Database database, Data data) {
        String[] by = {"database", database.name(), "data", data.name(), "encoding", encoding};
        double points = (double) Workload.POINTS * series();
        return new Verbs(
                Results.map(results.score(OF + "insert", by), ms -> points / ms * 1000 / MILLION),
                results.score(OF + "readSeries", by),
                results.score(OF + "readMonth", by),
                Results.map(results.score(OF + "stream", by), ms -> points / ms * 1000 / MILLION),
                results.score(OF + "mergeAll", by),
                bytes(encoding, database, data));
    }

    private OptionalDouble bytes(String encoding, Database database, Data data) {
        return results.score(BYTES, "store", encoding, "database", database.name(), "data", data.name());
    }

    private int series() {
        return results.values(OF, "series").stream()
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(1);
    }

    private MarkdownTable stores() {
        MarkdownTable table = new MarkdownTable(
                "database",
                "values",
                "store",
                "insert, M points/s",
                "one series, ms",
                "M points/s",
                "one month, ms",
                "stream all, M points/s",
                "late merge of all, ms");
        for (Database database : Database.values()) {
            for (Data data : Data.values()) {
                for (String encoding : encodings) {
                    row(table, database, data, encoding, verbs(encoding, database, data));
                }
                if (database == Database.POSTGRESQL && data == Data.LOAD && !table.isEmpty()) {
                    row(table, database, data, REFERENCE, REFERENCE_VERBS);
                }
            }
        }
        return table;
    }

    private static void row(MarkdownTable table, Database database, Data data, String store, Verbs verbs) {
        table.row(
                List.of(lower(database), lower(data), store),
                verbs.insert,
                verbs.series,
                verbs.readSpeed(),
                verbs.month,
                verbs.stream,
                verbs.merge);
    }

    private MarkdownTable sizes() {
        MarkdownTable table = new MarkdownTable(Stream.concat(Stream.of("database", "values"), encodings.stream())
                .toArray(String[]::new));
        for (Database database : Database.values()) {
            for (Data data : Data.values()) {
                table.row(
                        List.of(lower(database), lower(data)),
                        encodings.stream()
                                .map(encoding -> bytes(encoding, database, data))
                                .toArray(OptionalDouble[]::new));
            }
        }
        return table;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private BarChart speed() {
        BarChart chart = new BarChart(
                series() + " series of three years on PostgreSQL, whole watts",
                "million points a second; longer is better");
        bars(chart, "insert", Verbs::insert);
        bars(chart, "read, one series at a time", Verbs::readSpeed);
        bars(chart, "stream all", Verbs::stream);
        return chart;
    }

    private BarChart disk() {
        BarChart chart = new BarChart("On disk with indexes, PostgreSQL", "bytes a point; shorter is better");
        bars(chart, "whole watts", Verbs::bytes);
        return chart;
    }

    /** One number of every store on PostgreSQL. */
    private void bars(BarChart chart, String group, Function<Verbs, OptionalDouble> number) {
        chart.group(group);
        List<String> stores = new ArrayList<>(encodings);
        stores.add(REFERENCE);
        for (int i = 0; i < stores.size(); i++) {
            String store = stores.get(i);
            Verbs verbs = store.equals(REFERENCE) ? REFERENCE_VERBS : verbs(store, Database.POSTGRESQL, Data.LOAD);
            OptionalDouble value = number.apply(verbs);
            if (value.isPresent()) {
                String label = encodings.contains(store) ? "HoLcStore " + store : store;
                chart.bar(i, label, value.getAsDouble());
            }
        }
    }
}

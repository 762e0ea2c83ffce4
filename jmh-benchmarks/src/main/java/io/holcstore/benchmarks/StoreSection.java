package io.holcstore.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What stores do in a second and take on disk, beside their peers. */
final class StoreSection extends Section {
    private static final double MILLION = 1e6;
    private static final String ROWS = "row per point";
    private static final String BATCHES = "row per point, JDBC batches";
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
        super(results, "stores", "StoreBenchmark", "RowPerPointBenchmark", "bytesPerPoint");
        this.encodings = results.values("StoreBenchmark", "encoding");
    }

    @Override
    String text(Charts charts) throws IOException {
        return "### Stores\n\n" + stores() + '\n' + charts.write("postgresql", speed()) + charts.write("disk", disk());
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

    private Verbs verbs(String store, String database, String data) {
        boolean rows = store.equals(ROWS);
        String of = rows ? "RowPerPointBenchmark." : "StoreBenchmark.";
        String[] by = rows
                ? new String[] {"database", database, "data", data}
                : new String[] {"database", database, "data", data, "encoding", store};
        double points = (double) Workload.POINTS * series(of);
        return new Verbs(
                rows
                        ? rowInsert(database, data, database.equals("H2") ? "BATCH" : "COPY")
                        : Results.map(results.score(of + "insert", by), ms -> points / ms * 1000 / MILLION),
                results.score(of + "readSeries", by),
                results.score(of + "readMonth", by),
                Results.map(results.score(of + "stream", by), ms -> points / ms * 1000 / MILLION),
                results.score(of + "mergeAll", by),
                results.score("bytesPerPoint", "store", store, "database", database, "data", data));
    }

    private OptionalDouble rowInsert(String database, String data, String way) {
        double points = (double) Workload.POINTS * series("RowPerPointBenchmark.");
        return Results.map(
                results.score("RowPerPointBenchmark.insert", "database", database, "data", data, "way", way),
                ms -> points / ms * 1000 / MILLION);
    }

    private int series(String benchmark) {
        return results.values(benchmark, "series").stream()
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
                "late merge of all, ms",
                "bytes/point");
        for (Database database : Database.values()) {
            for (Data data : Data.values()) {
                for (String encoding : encodings) {
                    row(table, database, data, encoding, verbs(encoding, database.name(), data.name()));
                }
                row(table, database, data, ROWS, verbs(ROWS, database.name(), data.name()));
                if (database == Database.POSTGRESQL && data == Data.LOAD) {
                    OptionalDouble none = OptionalDouble.empty();
                    OptionalDouble insert = rowInsert(database.name(), data.name(), "BATCH");
                    row(table, database, data, BATCHES, new Verbs(insert, none, none, none, none, none));
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
                verbs.merge,
                verbs.bytes);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private BarChart speed() {
        BarChart chart = new BarChart(
                series("StoreBenchmark.") + " series of three years on PostgreSQL, whole watts",
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
        stores.add(ROWS);
        stores.add(REFERENCE);
        for (int i = 0; i < stores.size(); i++) {
            String store = stores.get(i);
            Verbs verbs = store.equals(REFERENCE)
                    ? REFERENCE_VERBS
                    : verbs(store, Database.POSTGRESQL.name(), Data.LOAD.name());
            OptionalDouble value = number.apply(verbs);
            if (value.isPresent()) {
                String label = encodings.contains(store) ? "HoLcStore " + store : store;
                chart.bar(i, label, value.getAsDouble());
            }
        }
    }
}

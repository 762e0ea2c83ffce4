package io.holcstore.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Writes measured results into a README, between its markers, and charts beside it:
 * {@code Report README.md DISK.csv RESULTS.csv ..}. What was not measured is left out.
 */
public final class Report {
    private static final String BEGIN = "<!-- results -->";
    private static final String END = "<!-- end of results -->";
    private static final double MILLION = 1e6;
    private static final int CHUNK = 2976;
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

    private final Results results;
    private final List<String> encodings;

    private Report(Results results) {
        this.results = results;
        this.encodings = results.values("StoreBenchmark", "encoding");
    }

    public static void main(String[] args) throws IOException {
        Results results = new Results();
        results.readDisk(Path.of(args[1]));
        for (int i = 2; i < args.length; i++) {
            results.readHarness(Path.of(args[i]));
        }
        new Report(results).write(Path.of(args[0]));
    }

    private void write(Path readme) throws IOException {
        String text = Files.readString(readme, StandardCharsets.UTF_8);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(readme + " has no markers " + BEGIN + " and " + END);
        }
        Path charts = Files.createDirectories(readme.toAbsolutePath().resolveSibling("charts"));
        StringBuilder section = new StringBuilder("\n" + Machine.description() + ".\n\n");
        section.append("### Stores\n\n").append(stores()).append('\n');
        chart(section, charts, "postgresql", speed());
        chart(section, charts, "disk", disk());
        section.append("### What each stage costs on PostgreSQL, ms\n\n")
                .append(stages())
                .append('\n');
        section.append("### Codec, GB/s of raw values\n\n").append(codec()).append('\n');
        chart(section, charts, "codec", codecChart());
        section.append("### Calendar, ns a call\n\n").append(calendar()).append('\n');
        Files.writeString(
                readme,
                text.substring(0, begin + BEGIN.length()) + '\n' + section + text.substring(end),
                StandardCharsets.UTF_8);
    }

    private static void chart(StringBuilder section, Path charts, String name, BarChart chart) throws IOException {
        if (!chart.isEmpty()) {
            Files.writeString(charts.resolve(name + ".svg"), chart.svg(), StandardCharsets.UTF_8);
            section.append("![").append(name).append("](charts/").append(name).append(".svg)\n\n");
        }
    }

    // --- stores

    /** The numbers of one store on one set of values. */
    private record Verbs(
            OptionalDouble insert,
            OptionalDouble series,
            OptionalDouble month,
            OptionalDouble stream,
            OptionalDouble merge,
            OptionalDouble bytes) {

        OptionalDouble readSpeed() {
            return map(series, ms -> Workload.POINTS / ms * 1000 / MILLION);
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
                        : map(results.score(of + "insert", by), ms -> points / ms * 1000 / MILLION),
                results.score(of + "readSeries", by),
                results.score(of + "readMonth", by),
                map(results.score(of + "stream", by), ms -> points / ms * 1000 / MILLION),
                results.score(of + "mergeAll", by),
                results.score("disk", "store", store, "database", database, "data", data));
    }

    private OptionalDouble rowInsert(String database, String data, String way) {
        double points = (double) Workload.POINTS * series("RowPerPointBenchmark.");
        return map(
                results.score("RowPerPointBenchmark.insert", "database", database, "data", data, "way", way),
                ms -> points / ms * 1000 / MILLION);
    }

    private int series(String benchmark) {
        return results.values(benchmark, "series").stream()
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(1);
    }

    private interface Conversion {
        double of(double score);
    }

    private static OptionalDouble map(OptionalDouble score, Conversion conversion) {
        return score.isPresent() ? OptionalDouble.of(conversion.of(score.getAsDouble())) : score;
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

    private MarkdownTable stages() {
        MarkdownTable table = new MarkdownTable(
                "work", "values", "encoding", "codec", "wire and server", "of that the server", "all");
        for (Data data : Data.values()) {
            for (String encoding : encodings) {
                String[] by = {"data", data.name(), "encoding", encoding};
                String[] whole = {"data", data.name(), "encoding", encoding, "database", Database.POSTGRESQL.name()};
                stage(table, "insert all series", "insert", "Encode", "StoreBenchmark.insert", by, whole);
                stage(table, "read one series", "read", "Decode", "StoreBenchmark.readSeries", by, whole);
                stage(table, "stream all series", "stream", "Decode", "StoreBenchmark.stream", by, whole);
            }
        }
        return table;
    }

    private void stage(
            MarkdownTable table, String work, String prefix, String codec, String all, String[] by, String[] whole) {
        String of = "StageBenchmark." + prefix;
        table.row(
                List.of(work, by[1].toLowerCase(Locale.ROOT), by[3]),
                results.score(of + codec, by),
                results.score(of + "Blobs", by),
                results.score(of + "InServer", by),
                results.score(all, whole));
    }

    // --- codec and calendar

    private OptionalDouble gigabytes(String method, String points, String data, String encoding) {
        double bytes = Double.parseDouble(points) * Double.BYTES;
        return map(
                results.score("CodecBenchmark." + method, "points", points, "data", data, "encoding", encoding),
                micros -> bytes / micros / 1000);
    }

    private MarkdownTable codec() {
        MarkdownTable table = new MarkdownTable(
                "points", "values", "encoding", "encode", "decode", "LZ4 block: compress", "decompress", "array copy");
        for (String points : results.values("CodecBenchmark", "points")) {
            for (Data data : Data.values()) {
                for (String encoding : results.values("CodecBenchmark", "encoding")) {
                    table.row(
                            List.of(points, lower(data), encoding),
                            gigabytes("encode", points, data.name(), encoding),
                            gigabytes("decode", points, data.name(), encoding),
                            gigabytes("lz4BlockCompress", points, data.name(), encoding),
                            gigabytes("lz4BlockDecompress", points, data.name(), encoding),
                            gigabytes("arrayCopy", points, data.name(), encoding));
                }
            }
        }
        return table;
    }

    private BarChart codecChart() {
        BarChart chart = new BarChart("Encode and decode a month of quarter hours", "GB/s of raw values");
        List<String> all = results.values("CodecBenchmark", "encoding");
        for (Data data : Data.values()) {
            chart.group(lower(data));
            for (String encoding : all) {
                gigabytes("encode", String.valueOf(CHUNK), data.name(), encoding)
                        .ifPresent(speed -> chart.bar(2 * all.indexOf(encoding), encoding + " encode", speed));
                gigabytes("decode", String.valueOf(CHUNK), data.name(), encoding)
                        .ifPresent(speed -> chart.bar(2 * all.indexOf(encoding) + 1, encoding + " decode", speed));
            }
        }
        return chart;
    }

    private MarkdownTable calendar() {
        MarkdownTable table = new MarkdownTable("question", "ChunkCalendar", "java.time");
        String of = "CalendarBenchmark.";
        table.row("chunk of an instant", results.score(of + "chunkOf"), results.score(of + "chunkOfByJavaTime"));
        table.row("slot of an instant", results.score(of + "slotOf"), results.score(of + "slotOfByJavaTime"));
        table.row("window of three years", results.score(of + "windowOfThreeYears"), OptionalDouble.empty());
        return table;
    }
}

package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How fast series become files and files become series. */
final class ExchangeSection extends Section {
    private static final double MILLION = 1e6;

    ExchangeSection(Results results) {
        super(results, "exchange", "ExchangeBenchmark");
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table =
                new MarkdownTable("database", "file", "export, MB/s", "M values/s", "import, MB/s", "M values/s");
        double values = (double) Workload.POINTS
                * results.values("ExchangeBenchmark", "series").stream()
                        .mapToInt(Integer::parseInt)
                        .findFirst()
                        .orElse(1);
        for (Database database : Database.values()) {
            for (String shape : results.values("ExchangeBenchmark", "shape")) {
                table.row(
                        List.of(lower(database.name()), lower(shape)),
                        score("exportAll:megabytes", database, shape),
                        Results.map(score("exportAll", database, shape), times -> times * values / MILLION),
                        score("importAll:megabytes", database, shape),
                        Results.map(score("importAll", database, shape), times -> times * values / MILLION));
            }
        }
        return "### CSV files\n\n" + table;
    }

    private OptionalDouble score(String method, Database database, String shape) {
        return results.score("ExchangeBenchmark." + method, "database", database.name(), "shape", shape);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

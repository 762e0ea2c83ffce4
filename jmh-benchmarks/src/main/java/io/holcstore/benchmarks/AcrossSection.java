package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;

/** What the load of a portfolio takes, beside DuckDB. */
final class AcrossSection extends Section {
    private static final String OF = "AcrossBenchmark.";

    AcrossSection(Results results) {
        super(results, "across", OF);
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table = new MarkdownTable(
                "database", "all, ms", "all by DuckDB, ms", "two kinds, ms", "two kinds by DuckDB, ms");
        for (Database database : Database.values()) {
            String[] by = {"database", database.name()};
            table.row(
                    List.of(database.name().toLowerCase(Locale.ROOT)),
                    results.score(OF + "all", by),
                    results.score(OF + "allByDuckDb", by),
                    results.score(OF + "kinds", by),
                    results.score(OF + "kindsByDuckDb", by));
        }
        return "### The load of " + String.join(", ", results.values(OF, "series")) + " meters in a month\n\n" + table;
    }
}

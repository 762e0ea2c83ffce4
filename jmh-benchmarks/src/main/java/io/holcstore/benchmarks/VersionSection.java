package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;

/** What the verbs of a store of versions take. */
final class VersionSection extends Section {
    private static final String OF = "VersionBenchmark.";

    VersionSection(Results results) {
        super(results, "versions", OF);
    }

    @Override
    String text(Charts charts) {
        String keys = String.join(", ", results.values(OF, "keys"));
        MarkdownTable table = new MarkdownTable(
                "database",
                "append one, ms",
                "read " + VersionBenchmark.VERSIONS + " combined, ms",
                "what " + keys + " keys miss, ms");
        for (Database database : Database.values()) {
            String[] by = {"database", database.name()};
            table.row(
                    List.of(database.name().toLowerCase(Locale.ROOT)),
                    results.score(OF + "append", by),
                    results.score(OF + "readCombined", by),
                    results.score(OF + "missing", by));
        }
        return "### Versions of a month of half hours\n\n" + table;
    }
}

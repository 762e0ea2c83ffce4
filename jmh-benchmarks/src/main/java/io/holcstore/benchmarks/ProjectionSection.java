package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;

/** What the refresh of a projection takes after a nightly merge. */
final class ProjectionSection extends Section {
    private static final String OF = "ProjectionBenchmark.";

    ProjectionSection(Results results) {
        super(results, "projections", OF);
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table = new MarkdownTable(
                "database", "refresh of each series, ms", "refresh of their sum, ms", "everything from the start, ms");
        for (Database database : Database.values()) {
            String[] by = {"database", database.name()};
            table.row(
                    List.of(database.name().toLowerCase(Locale.ROOT)),
                    results.score(OF + "refresh", by),
                    results.score(OF + "refreshAcross", by),
                    results.score(OF + "rebuild", by));
        }
        return "### Daily totals as plain tables after a night, " + String.join(", ", results.values(OF, "keys"))
                + " series\n\nThe store has three months of quarter hours. The night merges two days into each series.\n\n"
                + table;
    }
}

package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;

/** What the refresh of a projection takes after a nightly merge. */
final class ProjectionSection implements Section {
    private static final String OF = "ProjectionBenchmark.";

    private final Results results;

    ProjectionSection(Results results) {
        this.results = results;
    }

    @Override
    public String name() {
        return "projections";
    }

    @Override
    public boolean isMeasured() {
        return results.has(OF);
    }

    @Override
    public String text(Charts charts) {
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

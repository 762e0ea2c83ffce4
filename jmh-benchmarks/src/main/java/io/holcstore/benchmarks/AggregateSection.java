package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;

/** What totals of many series take. */
final class AggregateSection implements Section {
    private static final String OF = "AggregateBenchmark.";

    private final Results results;

    AggregateSection(Results results) {
        this.results = results;
    }

    @Override
    public String name() {
        return "aggregates";
    }

    @Override
    public boolean isMeasured() {
        return results.has(OF);
    }

    @Override
    public String text(Charts charts) {
        MarkdownTable table = new MarkdownTable("database", "totals of months, ms", "totals of days, ms");
        for (Database database : Database.values()) {
            String[] by = {"database", database.name()};
            table.row(
                    List.of(database.name().toLowerCase(Locale.ROOT)),
                    results.score(OF + "months", by),
                    results.score(OF + "days", by));
        }
        return "### Totals of " + String.join(", ", results.values(OF, "series")) + " series over three years\n\n"
                + table;
    }
}

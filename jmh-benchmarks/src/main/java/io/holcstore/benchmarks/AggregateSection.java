package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;

/** What totals of many series take. */
final class AggregateSection extends Section {
    private static final String OF = "AggregateBenchmark.";

    AggregateSection(Results results) {
        super(results, "aggregates", OF);
    }

    @Override
    String text(Charts charts) {
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

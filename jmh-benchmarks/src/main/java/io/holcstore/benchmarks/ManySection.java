package io.holcstore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Questions about many series: in one call, and asked series by series. */
final class ManySection extends Section {
    private static final String OF = "ManyBenchmark.";

    ManySection(Results results) {
        super(results, "many", OF);
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table = new MarkdownTable(
                "database",
                "keys",
                "count",
                "last of all",
                "last timestamps",
                "one by one",
                "latest",
                "one by one",
                "a month",
                "one by one");
        List<String> columns = List.of(
                "keys",
                "count",
                "lastTimestamp",
                "lastTimestamps",
                "lastTimestampEach",
                "latest",
                "readLastEach",
                "readAll",
                "readEach");
        for (Database database : Database.values()) {
            List<OptionalDouble> scores = new ArrayList<>();
            columns.forEach(column -> scores.add(results.score(OF + column, "database", database.name())));
            table.row(database.name().toLowerCase(Locale.ROOT), scores.toArray(OptionalDouble[]::new));
        }
        return "### Questions about " + String.join(", ", results.values(OF, "keys")) + " series, ms\n\n"
                + "The first three are about all of them; the others are about 100 of them, in one call and in one call a series.\n\n"
                + table;
    }
}

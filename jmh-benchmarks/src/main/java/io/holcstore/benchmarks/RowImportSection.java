package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How fast a table of one row for each value moves into a store, beside reading it. */
final class RowImportSection extends Section {
    private static final String OF = "RowImportBenchmark.";

    RowImportSection(Results results) {
        super(results, "rows", OF);
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table = new MarkdownTable("database", "import, 1000 rows/s", "read only, 1000 rows/s");
        for (Database database : Database.values()) {
            table.row(
                    List.of(database.name().toLowerCase(Locale.ROOT)),
                    score("importAll:rows", database),
                    score("readAll:rows", database));
        }
        return "### Import of a table with one row for each value, " + String.join(", ", results.values(OF, "series"))
                + " series over three years\n\n" + table;
    }

    private OptionalDouble score(String counter, Database database) {
        return Results.map(
                results.score(OF + counter, "database", database.name()), rowsPerSecond -> rowsPerSecond / 1000);
    }
}

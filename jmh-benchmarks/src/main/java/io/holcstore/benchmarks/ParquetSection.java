package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How fast series become Parquet files and come back, beside CSV and DuckDB. */
final class ParquetSection extends Section {
    private static final String OF = "ParquetBenchmark.";

    ParquetSection(Results results) {
        super(results, "parquet", OF);
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table = new MarkdownTable(
                "database",
                "values",
                "export, ms",
                "with Snappy, ms",
                "CSV, ms",
                "by DuckDB, ms",
                "import, ms",
                "CSV, ms",
                "by DuckDB, ms");
        for (Database database : Database.values()) {
            for (String data : results.values(OF, "data")) {
                table.row(
                        List.of(lower(database.name()), lower(data)),
                        score("exportZstd", database, data),
                        score("exportSnappy", database, data),
                        score("exportCsv", database, data),
                        score("exportByDuckDb", database, data),
                        score("importZstd", database, data),
                        score("importCsv", database, data),
                        score("importByDuckDb", database, data));
            }
        }
        return "### Parquet files of " + String.join(", ", results.values(OF, "series")) + " series, a month each\n\n"
                + table;
    }

    private OptionalDouble score(String method, Database database, String data) {
        return results.score(OF + method, "database", database.name(), "data", data);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

package io.holcstore.testkit.contract;

import java.nio.file.Path;

/** Stores and Parquet files, for the parts of a contract. */
interface OnParquet extends OnFiles {
    /** A file that a test may write. */
    default Path parquet() {
        return folder().resolve("loads.parquet");
    }

    /** A file that DuckDB writes with the rows of a query. */
    default Path written(String query) {
        return written(query, "");
    }

    /** A file that DuckDB writes with the rows of a query. */
    default Path written(String query, String options) {
        return DuckDb.write(parquet(), query, options);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

/**
 * Everything that the export and import of Parquet files promise. DuckDB reads what is written, and writes what is
 * read.
 */
abstract class ParquetContract extends FileTests implements ParquetExportContract, ParquetImportContract {
    ParquetContract(TestDatabase database) {
        super(database);
    }
}

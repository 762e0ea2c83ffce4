package io.holcstore.testkit.contract;

import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that the export and import of Parquet files promise. DuckDB reads what is written, and writes what is
 * read.
 */
abstract class ParquetContract implements ParquetExportContract, ParquetImportContract {
    @RegisterExtension
    protected final DatabaseExtension db;

    @TempDir
    private Path folder = Path.of("");

    ParquetContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    @Override
    public final Path folder() {
        return folder;
    }
}

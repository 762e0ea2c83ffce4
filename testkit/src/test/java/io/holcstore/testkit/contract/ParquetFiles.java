package io.holcstore.testkit.contract;

import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What tests of Parquet files share: a fresh database and an empty folder for each test. */
abstract class ParquetFiles implements OnParquet {
    @RegisterExtension
    protected final DatabaseExtension db;

    @TempDir
    private Path folder = Path.of("");

    ParquetFiles(TestDatabase database) {
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

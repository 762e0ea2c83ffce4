package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The base of tests of files. Each test has a fresh database and an empty folder, and fails when it leaves a
 * connection, statement or result set open.
 */
public abstract class FileTests implements OnFiles {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    @TempDir
    private Path folder = Path.of("");

    FileTests(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final Encoding encoding() {
        return Encoding.COMPACT;
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

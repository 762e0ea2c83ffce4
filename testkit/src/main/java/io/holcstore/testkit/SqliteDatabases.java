package io.holcstore.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteDataSource;

/** Fresh SQLite databases, each in a file of its own. */
final class SqliteDatabases {
    /** A data source of this driver ignores the one of its URL. */
    private static final int BUSY_MILLIS = 20_000;

    private SqliteDatabases() {}

    static FreshDatabase file() {
        Path directory;
        try {
            directory = Files.createTempDirectory("holcstore-sqlite-");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no temporary directory for a file of SQLite in " + System.getProperty("java.io.tmpdir"), e);
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(
                "jdbc:sqlite:" + directory.resolve("test.db").toAbsolutePath() + "?journal_mode=WAL&synchronous=FULL");
        source.setBusyTimeout(BUSY_MILLIS);
        return new FreshDatabase(source, "main", () -> H2Databases.delete(directory));
    }
}

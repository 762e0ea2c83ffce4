package com.example.meters;

import io.holcstore.testkit.contract.StoreContracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.sqlite.SQLiteDataSource;

/** A file of SQLite, which has one schema: it is empty before, and afterwards. */
class SqliteFileTest extends StoreContracts {
    private static final Path FOLDER = folder();
    private static final SQLiteDataSource SOURCE = new SQLiteDataSource();

    static {
        SOURCE.setUrl("jdbc:sqlite:" + FOLDER.resolve("meters.db") + "?journal_mode=WAL");
        SOURCE.setBusyTimeout(20_000);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("meters");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected DataSource dataSource() {
        return SOURCE;
    }

    @AfterAll
    static void isEmptyAgain() throws SQLException, IOException {
        try (Connection connection = SOURCE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM sqlite_master")) {
            row.next();
            Assertions.assertEquals(0, row.getInt(1));
        }
        for (String end : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(FOLDER.resolve("meters.db" + end));
        }
        Files.delete(FOLDER);
    }
}

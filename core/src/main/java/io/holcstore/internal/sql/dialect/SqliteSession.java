package io.holcstore.internal.sql.dialect;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads and changes properties of a connection of SQLite. */
final class SqliteSession {
    /** The level of {@code synchronous} at which a commit waits for the disk. */
    static final int FULL = 2;

    private static final int MAJOR = 3;
    private static final int FIRST_MINOR = 42;

    private static final String PROBE = "SELECT (SELECT file FROM pragma_database_list WHERE name = 'main'),"
            + " (SELECT journal_mode FROM pragma_journal_mode), (SELECT timeout FROM pragma_busy_timeout),"
            + " (SELECT encoding FROM pragma_encoding), sqlite_version()";

    /** Deletes nothing, but takes the lock that writers take. */
    private static final String LOCK = "DELETE FROM main." + TableSpec.SETTINGS_TABLE + " WHERE 0 = 1";

    private SqliteSession() {}

    /** Refuses settings of the file and the connection with which stores would be wrong or fail. */
    static void requireUsable(Connection connection) throws SQLException {
        List<String> reasons = new ArrayList<>();
        Statements.select(connection.prepareStatement(PROBE), statement -> {}, rows -> {
            rows.next();
            String mode = rows.getString(2);
            if (String.valueOf(rows.getString(1)).isEmpty() || rows.getString(1) == null) {
                reasons.add("a database in memory, of which each connection has its own: name a file in the URL");
            } else if (!"wal".equals(mode)) {
                reasons.add(
                        "journal_mode=" + mode + ": readers would keep writers waiting, and a writer its readers."
                                + " Add ?journal_mode=WAL to the URL, or run PRAGMA journal_mode = WAL once, which the file keeps");
            }
            if (rows.getInt(3) == 0) {
                reasons.add("busy_timeout=0: a writer would fail where another one writes. Leave it out of the URL,"
                        + " or set it to the milliseconds that a writer waits");
            }
            if (!"UTF-8".equals(rows.getString(4))) {
                reasons.add(
                        "encoding " + rows.getString(4)
                                + ": texts of keys would be sorted otherwise. Copy the data into a file with the encoding UTF-8");
            }
            if (isTooOld(rows.getString(5))) {
                reasons.add("version " + rows.getString(5) + ": they need " + MAJOR + '.' + FIRST_MINOR
                        + " or later, so use a later driver");
            }
            return true;
        });
        if (!reasons.isEmpty()) {
            throw new DefinitionException(
                    "stores do not work on SQLite with " + String.join("; and with ", reasons), null);
        }
    }

    private static boolean isTooOld(String version) {
        String[] numbers = version.split("\\.", 3);
        return Integer.parseInt(numbers[0]) == MAJOR && Integer.parseInt(numbers[1]) < FIRST_MINOR;
    }

    /**
     * Waits in the process until the connection may write to its file. It uses no table of pragmas, because a query of
     * one begins to read the file, and then SQLite does not wait for the lock of writers.
     */
    static SqlDialect.Turn takeTurn(Connection connection) throws SQLException {
        return SqliteTurns.take(file(connection), Duration.ofMillis(wait(connection)));
    }

    private static String file(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA database_list")) {
            while (rows.next()) {
                if (rows.getString(2).equals("main")) {
                    return String.valueOf(rows.getString(3));
                }
            }
            return "";
        }
    }

    /** Takes the turn in the process, and then the lock of writers. */
    static SqlDialect.Turn beginWriting(Connection connection) throws SQLException {
        SqlDialect.Turn turn = takeTurn(connection);
        try {
            lockToWrite(connection);
            return turn;
        } catch (SQLException | RuntimeException e) {
            turn.end();
            throw e;
        }
    }

    /**
     * Takes the lock of writers, for which SQLite waits only with the first statement of a transaction. A statement
     * takes it that would write. BEGIN IMMEDIATE does the same, but the driver has sent its own BEGIN.
     */
    static void lockToWrite(Connection connection) throws SQLException {
        try {
            execute(connection, LOCK);
        } catch (SQLException e) {
            if (!SqliteDialect.isNoTable(e)) {
                throw e; // without the table, there is no store, which the verb reports or creates
            }
        }
    }

    /**
     * Returns whether the transaction of a connection has read or written. Only a checkpoint tells: it refuses to run
     * within such a transaction.
     */
    static boolean hasTransaction(Connection connection) throws SQLException {
        try {
            execute(connection, "PRAGMA main.wal_checkpoint(PASSIVE)");
            return false;
        } catch (SQLException e) {
            if (SqliteDialect.isLocked(e)) {
                return true;
            }
            throw e;
        }
    }

    static int synchronous(Connection connection) throws SQLException {
        return number(connection, "PRAGMA main.synchronous");
    }

    /** Returns the milliseconds that a connection waits for a lock. */
    static int wait(Connection connection) throws SQLException {
        return number(connection, "PRAGMA busy_timeout");
    }

    static void setWait(Connection connection, int millis) throws SQLException {
        execute(connection, "PRAGMA busy_timeout = " + millis);
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

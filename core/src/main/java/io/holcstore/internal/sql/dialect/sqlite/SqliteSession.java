package io.holcstore.internal.sql.dialect.sqlite;

import static io.holcstore.internal.sql.dialect.common.MethodsByName.call;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.SessionDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and changes properties of a connection of SQLite. */
final class SqliteSession {
    /** The level of {@code synchronous} at which a commit waits for the disk. */
    static final int FULL = 2;

    private static final int MAJOR = 3;
    private static final int FIRST_MINOR = 42;

    private static final String PROBE = "SELECT (SELECT file FROM pragma_database_list WHERE name = 'main'),"
            + " (SELECT journal_mode FROM pragma_journal_mode), (SELECT timeout FROM pragma_busy_timeout),"
            + " (SELECT encoding FROM pragma_encoding), sqlite_version(),"
            + " (SELECT locking_mode FROM pragma_locking_mode), (SELECT count_changes FROM pragma_count_changes)";

    /** Deletes nothing, but takes the lock that writers take. */
    private static final String LOCK = "DELETE FROM main." + TableSpec.SETTINGS_TABLE + " WHERE 0 = 1";

    private static final String LEAVE_OUT =
            "Leave it out of the URL, the properties and the first statement of connections";

    private static final @Nullable Class<?> DRIVER = driver();

    private SqliteSession() {}

    /** Refuses settings of the file and the connection with which stores would be wrong or fail. */
    static void requireUsable(Connection connection) throws SQLException {
        List<String> reasons = new ArrayList<>();
        String url = connection.getMetaData().getURL();
        boolean unchanging = url.contains("immutable=1");
        Statements.select(connection.prepareStatement(PROBE), statement -> {}, rows -> {
            rows.next();
            String mode = rows.getString(2);
            if (unchanging) {
                reasons.add("immutable=1: SQLite would ignore what others write. " + LEAVE_OUT);
            } else if (String.valueOf(rows.getString(1)).isEmpty() || rows.getString(1) == null) {
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
            if ("exclusive".equals(rows.getString(6))) {
                reasons.add("locking_mode=EXCLUSIVE: the connection that writes first would keep all others out until"
                        + " it is closed. " + LEAVE_OUT);
            }
            if (rows.getBoolean(7)) {
                reasons.add("count_changes=true: the driver cannot run a statement that writes. " + LEAVE_OUT);
            }
            return true;
        });
        if (url.contains("cache=shared")) {
            reasons.add("cache=shared: reads would fail beside a writer. " + LEAVE_OUT);
        }
        reasons.addAll(unfitDriver(connection));
        refuse(reasons);
    }

    private static void refuse(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw new DefinitionException(
                    "stores do not work on SQLite with " + String.join("; and with ", reasons), null);
        }
    }

    /** Refuses a setting that may be why a statement failed, unless the connection has been lost. */
    private static void refuseIfUnfit(Connection connection, SQLException failed) {
        List<String> reasons;
        try {
            reasons = unfitDriver(connection);
        } catch (SQLException e) {
            failed.addSuppressed(e);
            return;
        }
        refuse(reasons);
    }

    /** What only the driver knows: how it begins transactions. */
    private static List<String> unfitDriver(Connection connection) throws SQLException {
        if (DRIVER == null || !connection.isWrapperFor(DRIVER)) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        try {
            Object driver = connection.unwrap(DRIVER);
            String mode = String.valueOf(call(driver, "getCurrentTransactionMode"));
            if (!"DEFERRED".equals(mode)) {
                reasons.add("transaction_mode=" + mode + ": a transaction that reads would keep writers waiting. "
                        + LEAVE_OUT);
            }
            if (Boolean.TRUE.equals(call(call(call(driver, "getDatabase"), "getConfig"), "isExplicitReadOnly"))) {
                reasons.add("jdbc.explicit_readonly=true: the driver would let no transaction write that has read. "
                        + LEAVE_OUT);
            }
        } catch (ReflectiveOperationException e) {
            return List.of(); // another version of the driver: transactions then end with its own errors
        }
        return reasons;
    }

    private static @Nullable Class<?> driver() {
        try {
            return Class.forName("org.sqlite.SQLiteConnection", false, SqliteSession.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
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
    static SessionDialect.Turn takeTurn(Connection connection) throws SQLException {
        String file = file(connection);
        requireThere(file);
        return SqliteTurns.take(file, Duration.ofMillis(wait(connection)));
    }

    /** SQLite writes to a file as long as it has it open, also when its name is gone, and all is lost with it. */
    private static void requireThere(String file) throws SQLException {
        if (!file.isEmpty() && Files.notExists(Path.of(file))) {
            throw new SQLException("the file " + file + " was deleted or moved while connections had it open, so that"
                    + " nothing written to it would last; close all connections, put the file back, and open them"
                    + " again");
        }
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
    static SessionDialect.Turn beginWriting(Connection connection) throws SQLException {
        SessionDialect.Turn turn = takeTurn(connection);
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
                if (!SqliteDialect.isLocked(e)) {
                    refuseIfUnfit(connection, e);
                }
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
                refuseIfUnfit(connection, e); // a setting that begins a transaction too early
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

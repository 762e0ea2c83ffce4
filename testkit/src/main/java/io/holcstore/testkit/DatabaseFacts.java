package io.holcstore.testkit;

import io.holcstore.store.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What a database can do and how it writes what tests need, so that a test asks for a fact and not for a product.
 * Another database is another implementation, which its {@link TestDatabase#facts} gives. Thread-safe.
 */
public interface DatabaseFacts {
    /** What the library calls the database. */
    Dialect dialect();

    /** Whether writers of a store that others replicate take turns, on the store's row in the feed. */
    boolean writersOfAFeedTakeTurns();

    /** Whether the database tells which transactions are running. */
    boolean tellsRunningTransactions();

    /** Whether an idle connection of any isolation can be told from one inside a transaction. */
    boolean tellsIdleSerializableTransactions();

    /** Whether the snapshot of a transaction at this isolation covers tables that it has not read yet. */
    boolean snapshotHasTablesNotYetRead(int isolation);

    /** Whether stores can have partitions. */
    default boolean hasPartitions() {
        return false;
    }

    /** Whether it runs the statements that the Python application makes its tables with. */
    boolean runsDdlOfTheReference();

    /** Whether only one transaction at a time can write, so that writers need no locks of rows. */
    default boolean writesOneAtATime() {
        return false;
    }

    /** A query for what tells the session of a connection from all others; empty if the database does not tell. */
    default String session() {
        return "";
    }

    /** The statement that makes an empty schema, which {@link #dropSchema} drops with all that is in it. */
    default String createSchema(String name) {
        return "CREATE SCHEMA \"" + name + '"';
    }

    /** The statement that drops a schema with all that is in it. */
    default String dropSchema(String name) {
        return "DROP SCHEMA \"" + name + "\" CASCADE";
    }

    /** A query for the names of the sequences in a schema, which is its parameter. */
    default String sequences() {
        return "SELECT sequence_name FROM information_schema.sequences WHERE sequence_schema = ?";
    }

    /** Where a connection looks for tables, for {@link #setPath}. */
    default String path(Connection connection) throws SQLException {
        return connection.getSchema();
    }

    /** Makes a connection look for tables elsewhere: in a schema of this name, or where {@link #path} said. */
    default void setPath(Connection connection, String path) throws SQLException {
        connection.setSchema(path);
    }

    /** The statement after which a session waits no longer for a lock. */
    String setLockTimeout(Duration timeout);

    /** The statements after which a session looks for tables in these schemas, one after the other. */
    List<String> setSearchPath(String... schemas);

    /** The words before TABLE that make one which only its session sees. */
    String temporary();

    /** Bytes as a literal. */
    String bytes(String hex);

    /** The type of a column of up to a million bytes. */
    String bytesType();

    /** A column of bytes as text in hexadecimal digits. */
    String hex(String column);

    /** A query for the time of now, also within a transaction. */
    String clock();

    /** A query that counts the sessions that wait for a lock of the session that asks. */
    String countWaiters();

    /**
     * The facts of a database that is known.
     *
     * @throws IllegalStateException when it is not known
     */
    static DatabaseFacts of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "PostgreSQL" -> new PostgreSqlFacts();
                case "H2" -> new H2Facts();
                default ->
                    throw new IllegalStateException("the tests know nothing about the database '" + product
                            + "': its TestDatabase must say it in facts()");
            };
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked for its name", e);
        }
    }

    /** The schemas' names in quotes, separated by commas. */
    private static String quoted(String... schemas) {
        return Stream.of(schemas).map(schema -> '"' + schema + '"').collect(Collectors.joining(", "));
    }

    /** Those of PostgreSQL. */
    final class PostgreSqlFacts implements DatabaseFacts {
        @Override
        public Dialect dialect() {
            return Dialect.postgresql();
        }

        @Override
        public boolean hasPartitions() {
            return true;
        }

        @Override
        public boolean writersOfAFeedTakeTurns() {
            return false;
        }

        @Override
        public boolean tellsRunningTransactions() {
            return true;
        }

        @Override
        public boolean tellsIdleSerializableTransactions() {
            return true;
        }

        @Override
        public boolean snapshotHasTablesNotYetRead(int isolation) {
            return isolation >= Connection.TRANSACTION_REPEATABLE_READ;
        }

        @Override
        public boolean runsDdlOfTheReference() {
            return true;
        }

        @Override
        public String session() {
            return "SELECT pg_backend_pid()";
        }

        @Override
        public String path(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet path = statement.executeQuery("SELECT current_setting('search_path')")) {
                path.next();
                return path.getString(1);
            }
        }

        @Override
        public void setPath(Connection connection, String path) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
                statement.setString(1, path);
                statement.executeQuery().close();
            }
        }

        @Override
        public String setLockTimeout(Duration timeout) {
            return "SET lock_timeout = " + timeout.toMillis();
        }

        @Override
        public List<String> setSearchPath(String... schemas) {
            return List.of("SET search_path = " + quoted(schemas));
        }

        @Override
        public String temporary() {
            return "TEMPORARY";
        }

        @Override
        public String bytes(String hex) {
            return "'\\x" + hex + "'::bytea";
        }

        @Override
        public String bytesType() {
            return "bytea";
        }

        @Override
        public String hex(String column) {
            return "encode(" + column + ", 'hex')";
        }

        @Override
        public String clock() {
            return "SELECT clock_timestamp()";
        }

        @Override
        public String countWaiters() {
            return "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";
        }
    }

    /** Those of H2. */
    final class H2Facts implements DatabaseFacts {
        @Override
        public Dialect dialect() {
            return Dialect.h2();
        }

        @Override
        public boolean writersOfAFeedTakeTurns() {
            return true;
        }

        @Override
        public boolean tellsRunningTransactions() {
            return false;
        }

        @Override
        public boolean tellsIdleSerializableTransactions() {
            return false;
        }

        @Override
        public boolean snapshotHasTablesNotYetRead(int isolation) {
            return isolation >= Connection.TRANSACTION_SERIALIZABLE; // below it, each table from its first statement on
        }

        @Override
        public boolean runsDdlOfTheReference() {
            return false;
        }

        @Override
        public String session() {
            return "SELECT SESSION_ID()";
        }

        @Override
        public String setLockTimeout(Duration timeout) {
            return "SET LOCK_TIMEOUT " + timeout.toMillis();
        }

        @Override
        public List<String> setSearchPath(String... schemas) {
            return List.of(
                    "SET SCHEMA " + quoted(schemas[0]),
                    "SET SCHEMA_SEARCH_PATH "
                            + quoted(schemas.length == 1 ? schemas : Arrays.copyOfRange(schemas, 1, schemas.length)));
        }

        @Override
        public String temporary() {
            return "LOCAL TEMPORARY";
        }

        @Override
        public String bytes(String hex) {
            return "X'" + hex + "'";
        }

        @Override
        public String bytesType() {
            return "varbinary(1000000)";
        }

        @Override
        public String hex(String column) {
            return "RAWTOHEX(" + column + ')';
        }

        @Override
        public String clock() {
            return "SELECT EXECUTING_STATEMENT_START FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()";
        }

        @Override
        public String countWaiters() {
            return "SELECT count(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID = SESSION_ID()";
        }
    }
}

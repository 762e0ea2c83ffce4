package io.holcstore.testkit;

import io.holcstore.key.AxisType;
import io.holcstore.store.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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

    /** The isolations at which a transaction has a snapshot, and keeps no writer waiting by what it reads. */
    default List<Integer> snapshotIsolations() {
        return List.of(Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE);
    }

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

    /**
     * A query that describes each transaction, of whatever program, for which a change feed waits; empty if it waits
     * for no transaction of others.
     */
    default String heldBackBy() {
        return "";
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

    /** What stands behind DROP TABLE so that what depends on the table goes too; empty if there is no such word. */
    default String cascade() {
        return " CASCADE";
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

    /** Whether keys can have values of a type. */
    default boolean holdsKeysOf(AxisType<?> type) {
        return true;
    }

    /** The SQLState of a lock that was not given in time. */
    String lockTimeoutState();

    /** The statement that changes the type of a column. */
    default String retype(String table, String column, String type) {
        return "ALTER TABLE \"" + table + "\" ALTER COLUMN \"" + column + "\" SET DATA TYPE " + type;
    }

    /** The statement after which a column of instants refuses NULL. */
    default String forbidNull(String table, String column) {
        return "ALTER TABLE \"" + table + "\" ALTER COLUMN \"" + column + "\" SET NOT NULL";
    }

    /** The type of times without a zone. */
    default String localTimeType() {
        return "timestamp";
    }

    /** The words by which a query of the library locks its rows. */
    default String rowLock() {
        return "FOR UPDATE";
    }

    /** Whether an empty text differs from NULL, so that keys can have empty texts. */
    default boolean storesEmptyTexts() {
        return true;
    }

    /** Whether there is a type of times with a zone. */
    default boolean hasTimesWithZone() {
        return true;
    }

    /** Whether columns hold infinities and NaN. */
    default boolean storesNonFinite() {
        return true;
    }

    /** Whether it can hold tables of the Python application. */
    default boolean holdsDjangoTables() {
        return true;
    }

    /** Whether a DELETE waits for no row that it does not delete. */
    default boolean deletesWaitForTheirRowsAlone() {
        return true;
    }

    /** Whether a database has schemas that can be created. */
    default boolean hasSchemas() {
        return true;
    }

    /** Whether tables can have names that differ only by case. */
    default boolean namesDifferByCase() {
        return true;
    }

    /** Whether the type of a column can be changed. */
    default boolean retypesColumns() {
        return true;
    }

    /** Whether what a transaction at another isolation than READ COMMITTED writes can be wrong. */
    default boolean writesAtReadCommitted() {
        return true;
    }

    /** Whether a table stays while a view reads it. */
    default boolean viewsKeepTables() {
        return true;
    }

    /** The words before TABLE that make one which only its session sees. */
    String temporary();

    /** Bytes as a literal. */
    String bytes(String hex);

    /** The type of a column of up to a million bytes. */
    String bytesType();

    /** A column of bytes as text in hexadecimal digits. */
    String hex(String column);

    /** An instant as a literal for a column of instants. */
    default String instant(Instant instant) {
        return "TIMESTAMP WITH TIME ZONE '" + instant + '\'';
    }

    /** Reads a column of instants. */
    default Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Whether the time that rows are written at is that at which their transaction began. */
    default boolean timeStandsStillInTransactions() {
        return true;
    }

    /** A query for the time of now as a column of instants, also within a transaction. */
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
                case "MariaDB" -> new MariaDbFacts();
                case "MySQL" ->
                    connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")
                            ? new MariaDbFacts()
                            : new MySqlFacts();
                case "SQLite" -> new SqliteFacts();
                default ->
                    throw new IllegalStateException("the tests know nothing about the database '" + product
                            + "': its TestDatabase must say it in facts()");
            };
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked for its name: " + e.getMessage(), e);
        }
    }
}

package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a store relies on in a data source: that of an application, with its pool, its driver's settings and what
 * stands between them and the database. Each method fails with the setting to look at.
 *
 * <p>The checks need rows of their own. They make a table with a new name, in a schema with a new name if the user may
 * create schemas, else in the current one, and drop both. Nothing else may use the data source meanwhile. Thread-safe.
 */
public final class Surroundings {
    private static final int TIMES = 12; // a driver prepares on the server from the 5th execution on, or earlier

    private static final int NEEDED = 10;

    private static final String READS_ONLY = "25006";

    private static final String READ_ONLY =
            "connections come read-only: a store could not write. Look at readOnly of the"
                    + " pool, default_transaction_read_only of the role or the database, and whether the data source leads to a"
                    + " replica";

    private static final String OTHER_BYTES =
            "bytes do not come back as they were stored: a store would lose its values."
                    + " Look at standard_conforming_strings of PostgreSQL, which must be on beside preferQueryMode=simple of its"
                    + " driver, and at proxies that change parameters or results";

    private final DataSource dataSource;
    private final DatabaseFacts facts;

    /** Checks this data source, which is used as it is. */
    public Surroundings(DataSource dataSource, DatabaseFacts facts) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.facts = Objects.requireNonNull(facts, "facts");
    }

    private interface Check {
        void run() throws SQLException;
    }

    private interface TableCheck {
        void run(String table) throws SQLException;
    }

    /** Runs all checks. Returns what they found, or an empty list. */
    public List<String> faults() {
        Set<String> faults = new LinkedHashSet<>();
        for (Runnable check : List.<Runnable>of(
                this::understandStandardSql,
                this::comeInAutocommitMode,
                this::areWritable,
                this::areSeparate,
                this::areAtReadCommitted,
                this::keepTransactions,
                this::tellUpdateCounts,
                this::keepBytes,
                this::keepPreparedStatements,
                this::areEnough,
                this::havePlaceForTables)) {
            try {
                check.run();
            } catch (AssertionError e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return new ArrayList<>(faults);
    }

    /** Sessions take the quotes and the operator of standard SQL, in which these contracts are written. */
    public void understandStandardSql() {
        check(() -> {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT \"one\" || 'a' FROM (SELECT 1 AS \"one\") x")) {
                row.next();
                require(
                        "1a".equals(row.getString(1)),
                        "sessions do not read standard SQL, in which these contracts are written: add ANSI_QUOTES and"
                                + " PIPES_AS_CONCAT to their sql_mode, as by sessionVariables=sql_mode=.. in the URL. A store"
                                + " needs neither");
            }
        });
    }

    /** Connections commit each statement until they are told otherwise. */
    public void comeInAutocommitMode() {
        check(() -> {
            try (Connection connection = dataSource.getConnection()) {
                require(
                        connection.getAutoCommit(),
                        "connections come without autocommit (autoCommit of the pool is false, or the data source"
                                + " belongs to a transaction). A store works with such a pool, but these contracts do not:"
                                + " give them a data source in autocommit mode");
            }
        });
    }

    /** Connections are not read-only, which some drivers do not tell: a table can be made, and has place. */
    public void areWritable() {
        check(() -> {
            try (Connection connection = dataSource.getConnection()) {
                require(!connection.isReadOnly(), READ_ONLY);
            }
        });
        onTable(table -> {});
    }

    /** There are 10 connections at once. */
    public void areEnough() {
        check(() -> open(1));
    }

    /** Asks for one connection more while the others are open. */
    private void open(int number) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (number < NEEDED && !connection.isClosed()) {
                open(number + 1);
            }
        } catch (SQLException e) {
            throw new AssertionError(
                    "the data source gave no connection number " + number + " while " + (number - 1)
                            + " were open: a store takes one for each verb that runs, these contracts need " + NEEDED
                            + ". Raise the maximum size of the pool (" + told(e) + ")",
                    e);
        }
    }

    /** Two connections that are open at the same time are two sessions. */
    public void areSeparate() {
        check(() -> {
            try (Connection one = dataSource.getConnection()) {
                one.setAutoCommit(false);
                String session = session(one);
                try (Connection other = second()) {
                    boolean separate = session.isEmpty() || !session.equals(session(other));
                    one.rollback();
                    one.setAutoCommit(true);
                    require(
                            separate,
                            "the data source returned the connection of an open transaction again (session " + session
                                    + "): a store would write into that transaction, and commit it or roll it back. Open the store on the"
                                    + " data source behind this one: with Spring, the target of the TransactionAwareDataSourceProxy; with"
                                    + " JTA, one that does not join its transactions; a SingleConnectionDataSource is none for a store");
                }
            }
        });
    }

    private Connection second() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new AssertionError(
                    "the data source gave no second connection while one was open: a store needs two for a verb that"
                            + " reads within a stream, these contracts need 10. Raise the maximum size of the pool ("
                            + told(e) + ")",
                    e);
        }
    }

    /**
     * Transactions see what others have committed before each statement, as writers of a store must; not checked where
     * one transaction at a time writes.
     */
    public void areAtReadCommitted() {
        if (!facts.writesAtReadCommitted()) {
            return;
        }
        check(() -> {
            try (Connection connection = dataSource.getConnection()) {
                int isolation = connection.getTransactionIsolation();
                require(
                        isolation == Connection.TRANSACTION_READ_COMMITTED,
                        "connections come at " + name(isolation)
                                + ". A store sets READ COMMITTED for its own transactions,"
                                + " but refuses to write in one of the application, by store.on(connection). Set READ COMMITTED:"
                                + " transactionIsolation=TRANSACTION_READ_COMMITTED of HikariCP, default_transaction_isolation of"
                                + " PostgreSQL, transaction_isolation of MariaDB and MySQL, whose default is REPEATABLE READ");
            }
        });
        areSeparate();
        onTable(table -> {
            try (Connection one = dataSource.getConnection();
                    Connection other = second()) {
                one.setAutoCommit(false);
                count(one, table);
                execute(other, "INSERT INTO " + table + " VALUES (3, 3)");
                int seen = count(one, table);
                one.rollback();
                one.setAutoCommit(true);
                require(
                        seen == 3,
                        "a transaction did not see a row that another one had committed, although its connection says READ"
                                + " COMMITTED. Look at what stands between the pool and the database: a proxy that reads"
                                + " elsewhere (a replica, a cache), or one that answers getTransactionIsolation() itself");
            }
        });
    }

    /** Nothing is stored before commit, nothing remains after rollback, and all is stored after commit. */
    public void keepTransactions() {
        areSeparate();
        onTable(table -> {
            try (Connection one = dataSource.getConnection();
                    Connection other = second()) {
                one.setAutoCommit(false);
                execute(one, "INSERT INTO " + table + " VALUES (3, 3)");
                batch(one, "INSERT INTO " + table + " VALUES (?, 0)", 4, 5);
                int before = count(other, table);
                one.rollback();
                int rolledBack = count(other, table);
                execute(one, "UPDATE " + table + " SET v = 7");
                one.commit();
                int committed = count(other, table + " WHERE v = 7");
                one.setAutoCommit(true);
                require(
                        before == 2,
                        "another connection saw " + (before - 2)
                                + " rows of a transaction before its commit, so something"
                                + " commits early: setAutoCommit(false) does not reach the database. Look at proxies between the"
                                + " pool and the driver, and at the mode of a pooler (pool_mode = statement of pgbouncer)");
                require(
                        rolledBack == 2,
                        "rollback() left " + (rolledBack - 2)
                                + " rows that were inserted before it. Look at proxies between"
                                + " the pool and the driver, and at tables without transactions (MyISAM of MariaDB)");
                require(
                        committed == 2,
                        "another connection does not see what a transaction has committed. Look at proxies that answer"
                                + " commit() themselves, and whether reads go to a replica");
            }
        });
    }

    /** Statements tell how many rows they have inserted, found for update, or deleted, also in batches. */
    public void tellUpdateCounts() {
        onTable(table -> {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                counts("an INSERT", 1, statement.executeUpdate("INSERT INTO " + table + " VALUES (3, 3)"));
                counts("an UPDATE", 3, statement.executeUpdate("UPDATE " + table + " SET v = 9"));
                int same = statement.executeUpdate("UPDATE " + table + " SET v = 9");
                require(
                        same == 3,
                        "an UPDATE that finds 3 rows and changes none told " + same
                                + " instead of 3: the driver tells the"
                                + " rows that have changed. Set useAffectedRows=false of the driver of MariaDB or MySQL");
                counts(
                        "an UPDATE of no row",
                        0,
                        statement.executeUpdate("UPDATE " + table + " SET v = 1 WHERE k = 99"));
                int[] batch = batch(connection, "INSERT INTO " + table + " VALUES (?, 0)", 4, 5, 6);
                require(
                        batch.length == 3
                                && Arrays.stream(batch).allMatch(n -> n == 1 || n == Statement.SUCCESS_NO_INFO),
                        "a batch of 3 INSERTs of one row told " + Arrays.toString(batch) + wrongCounts());
                batch = batch(connection, "DELETE FROM " + table + " WHERE k = ?", 4, 99);
                require(
                        Arrays.equals(batch, new int[] {1, 0}),
                        "a batch of 2 DELETEs, of one row and of none, told " + Arrays.toString(batch) + wrongCounts());
            }
        });
    }

    private static void counts(String what, int expected, int told) {
        require(expected == told, what + " told " + told + " rows instead of " + expected + wrongCounts());
    }

    private static String wrongCounts() {
        return ": update counts are lost or wrong, by which a store tells rows that exist from rows that do not. Look at"
                + " proxies that execute statements themselves, and at settings of the driver that rewrite statements";
    }

    /** Bytes come back as they were stored. */
    public void keepBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        onTable(table -> {
            try (Connection connection = dataSource.getConnection()) {
                execute(connection, "ALTER TABLE " + table + " ADD COLUMN b " + facts.bytesType());
                require(Arrays.equals(all, stored(connection, table, all)), OTHER_BYTES);
            }
        });
    }

    private static byte[] stored(Connection connection, String table, byte[] bytes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + table + " SET b = ? WHERE k = 1")) {
            statement.setBytes(1, bytes);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(OTHER_BYTES + " (" + told(e) + ')', e);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT b FROM " + table + " WHERE k = 1")) {
            row.next();
            return row.getBytes(1);
        }
    }

    /** A prepared statement goes on to work, also if a pooler gives each transaction another session. */
    public void keepPreparedStatements() {
        onTable(table -> {
            String sql = "SELECT v FROM " + table + " WHERE k = ?";
            try (Connection one = dataSource.getConnection();
                    Connection other = second();
                    PreparedStatement mine = one.prepareStatement(sql);
                    PreparedStatement theirs = other.prepareStatement(sql)) {
                for (int i = 0; i < TIMES; i++) {
                    query(mine);
                    query(theirs);
                }
                other.setAutoCommit(false);
                query(theirs); // holds its session, so that a pooler gives this connection another one
                query(mine);
                other.rollback();
                other.setAutoCommit(true);
            } catch (SQLException e) {
                throw new AssertionError(
                        "a prepared statement failed after some executions (SQLState " + e.getSQLState() + ", "
                                + told(e)
                                + "): the driver has prepared it in a session that the next transaction does"
                                + " not get. Behind a pooler of transactions, set prepareThreshold=0 in the URL of the PostgreSQL"
                                + " driver, or max_prepared_statements of pgbouncer",
                        e);
            }
        });
    }

    /** There is a place for the tables of these contracts. */
    public void havePlaceForTables() {
        check(() -> {
            if (!canHaveOwnSchema()) {
                try (Connection connection = dataSource.getConnection()) {
                    CurrentSchema.requireEmpty(connection, facts);
                }
            }
        });
    }

    /** Whether tests can have schemas of their own: the user may create them, and sessions keep what is set. */
    private boolean canHaveOwnSchema() throws SQLException {
        return keepSessions() && mayCreateSchemas();
    }

    /** Whether a connection is one session as long as it is open, which it is not behind a pooler of transactions. */
    boolean keepSessions() throws SQLException {
        try (Connection one = dataSource.getConnection();
                Connection other = second()) {
            String first = session(one);
            other.setAutoCommit(false);
            boolean kept = !first.equals(session(other)) && first.equals(session(one));
            other.rollback();
            other.setAutoCommit(true);
            return first.isEmpty() || kept;
        }
    }

    boolean mayCreateSchemas() {
        String name = newName();
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, facts.createSchema(name));
            execute(connection, facts.dropSchema(name));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** A name that no table and no schema has. */
    static String newName() {
        return "holcstore_test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private String session(Connection connection) throws SQLException {
        if (facts.session().isEmpty()) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(facts.session())) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Runs a check on a table with the rows (1, 1) and (2, 2). */
    private void onTable(TableCheck check) {
        comeInAutocommitMode(); // else the table would not be committed
        check(() -> {
            String name = newName();
            String schema = mayCreateSchemas() ? name : null;
            try (Connection connection = dataSource.getConnection()) {
                String quote = connection.getMetaData().getIdentifierQuoteString();
                String quoted = quote + name + quote;
                String table = schema == null ? quoted : quoted + '.' + quoted;
                String drop = schema == null ? "DROP TABLE " + table : facts.dropSchema(schema);
                if (schema != null) {
                    execute(connection, facts.createSchema(schema));
                }
                create(connection, table, schema, drop);
                withRows(connection, table, drop, check);
            }
        });
    }

    /** Says why there is no table, and leaves nothing. */
    private static void create(Connection connection, String table, @Nullable String schema, String drop)
            throws SQLException {
        try {
            execute(connection, "CREATE TABLE " + table + " (k INT PRIMARY KEY, v INT)");
        } catch (SQLException e) {
            if (schema != null) {
                dropAfter(connection, drop, e);
                throw e;
            }
            throw new AssertionError(
                    READS_ONLY.equals(e.getSQLState())
                            ? READ_ONLY + " (" + told(e) + ')'
                            : "the user may create neither a schema nor a table in the current schema '"
                                    + CurrentSchema.name(connection) + "' (SQLState " + e.getSQLState() + ", " + told(e)
                                    + "). Grant the user CREATE on the database, or CREATE on a schema without tables in"
                                    + " which the connections begin",
                    e);
        }
    }

    /** Drops the table also after a check that failed, whose failure remains. */
    private void withRows(Connection connection, String table, String drop, TableCheck check) throws SQLException {
        try {
            execute(connection, "INSERT INTO " + table + " VALUES (1, 1), (2, 2)");
            requireOneDatabase(table);
            check.run(table);
        } catch (SQLException | RuntimeException | AssertionError e) {
            dropAfter(connection, drop, e);
            throw e;
        }
        execute(connection, drop);
    }

    private static void dropAfter(Connection connection, String drop, Throwable failure) {
        try {
            execute(connection, drop);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Each connection to a database in memory may have one of its own. */
    private void requireOneDatabase(String table) throws SQLException {
        try (Connection other = second()) {
            try {
                count(other, table);
            } catch (SQLException e) {
                throw new AssertionError(
                        "a connection does not find a table that another one has created (" + told(e)
                                + "): each has a database of its own, as those of jdbc:sqlite::memory: and of jdbc:h2:mem:"
                                + " without a name have, or they lead to different servers. Give the data source the name of"
                                + " one database",
                        e);
            }
        }
    }

    private static void check(Check check) {
        try {
            check.run();
        } catch (SQLException e) {
            throw new AssertionError(
                    "the data source could not be checked (SQLState " + e.getSQLState() + "): " + e.getMessage(), e);
        }
    }

    /** The first line, because reports show no more of a message. */
    private static String told(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError(fault);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int[] batch(Connection connection, String sql, int... keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int key : keys) {
                statement.setInt(1, key);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static int count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void query(PreparedStatement statement) throws SQLException {
        statement.setInt(1, 1);
        statement.executeQuery().close();
    }

    private static String name(int isolation) {
        return switch (isolation) {
            case Connection.TRANSACTION_NONE -> "no isolation";
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
            case Connection.TRANSACTION_READ_COMMITTED -> "READ COMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default -> "isolation " + isolation;
        };
    }
}

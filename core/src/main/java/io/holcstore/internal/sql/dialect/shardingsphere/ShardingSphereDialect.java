package io.holcstore.internal.sql.dialect.shardingsphere;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.partition.PartitionSql;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.Spreader;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableShape;
import io.holcstore.internal.sql.dialect.postgresql.PostgreSqlDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several PostgreSQL servers behind ShardingSphere-JDBC, which calls itself PostgreSQL. It reads each statement and
 * sends it to the servers that have the keys in it. Queries of the catalog do not reach a server, tables cannot be
 * created in a transaction, and a function is called on any one server.
 */
public final class ShardingSphereDialect extends PostgreSqlDialect {
    public static final ShardingSphereDialect INSTANCE = new ShardingSphereDialect();

    private static final Instants INSTANTS = new MergedInstants();

    private ShardingSphereDialect() {}

    /** Asks the connection and not a server. */
    public static boolean isBehind(Connection connection) throws SQLException {
        return ShardingSphereServers.isBehind(connection);
    }

    @Override
    public Instants instants() {
        return INSTANTS;
    }

    /**
     * ShardingSphere has read a day as one of JDBC. It shows the date of the database, in a calendar that changes in
     * October 1582, and the driver converts it into another one.
     */
    @Override
    public @Nullable LocalDate readDay(ResultSet row, int at) throws SQLException {
        return row.getObject(at) instanceof Date day ? day.toLocalDate() : super.readDay(row, at);
    }

    @Override
    public String product() {
        return "ShardingSphere";
    }

    @Override
    public Spreader spreader() {
        return ShardingSphereServers.INSTANCE;
    }

    /** Throws what ShardingSphere throws for a table that it does not know as the exception that JDBC expects. */
    @Override
    public PreparedStatement prepare(Connection connection, String statement) throws SQLException {
        try {
            return super.prepare(connection, statement);
        } catch (RuntimeException e) {
            throw ShardingSphereRules.sqlException(e);
        }
    }

    /** Others may create the same table at the same moment, and no lock of one server keeps them from it. */
    @Override
    public boolean isDuplicate(SQLException e) {
        return super.isDuplicate(e) || "42P07".equals(e.getSQLState()) || "42710".equals(e.getSQLState());
    }

    @Override
    public boolean createsInTransactions() {
        return false;
    }

    /** ShardingSphere reads a new table on another connection, which does not see it before the commit. */
    @Override
    public void requireCreation(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new DefinitionException(
                    "ShardingSphere cannot create tables in a transaction: call createIfMissing outside of it, or on a"
                            + " connection in autocommit mode",
                    null);
        }
        for (Map.Entry<String, Connection> server :
                spreader().servers(connection).entrySet()) {
            if (!server.getValue().getAutoCommit()) {
                throw new DefinitionException(
                        "ShardingSphere cannot create tables on " + server.getKey()
                                + ", because the pool of that data source gives connections without autocommit, and"
                                + " nobody commits what creates them: set autoCommit: true in its configuration",
                        null);
            }
        }
    }

    /**
     * ShardingSphere merges the rows of its servers by the order of Java, and the library relies on the order of the
     * database. Both are the same where texts are compared byte by byte.
     */
    @Override
    public void requireUsable(Connection connection) throws SQLException {
        for (Map.Entry<String, Connection> server :
                spreader().servers(connection).entrySet()) {
            boolean bytes = Statements.select(
                    server.getValue().prepareStatement("SELECT CAST('a' AS text) > CAST('B' AS text)"),
                    statement -> {},
                    rows -> rows.next() && rows.getBoolean(1));
            if (!bytes) {
                throw new DefinitionException(
                        "the PostgreSQL databases behind ShardingSphere must compare texts byte by byte, because"
                                + " ShardingSphere merges their rows in this order, and that of " + server.getKey()
                                + " does not: create each with LC_COLLATE 'C' or LOCALE 'C'",
                        null);
            }
        }
    }

    /** Does nothing: the feed is read on each server. */
    @Override
    public void requireFeed(Connection connection) {
        // see above
    }

    /** Asks the driver, which asks one of the servers: queries of the catalog do not reach any. */
    @Override
    public TableShape shape(Connection connection, FoundTable table) throws SQLException {
        return TableShape.reported(connection, this, table);
    }

    @Override
    public @Nullable FoundTable find(Connection connection, String table) throws SQLException {
        int dot = table.indexOf("\".\"");
        String schema = dot < 0 ? newTablesSchema(connection, null) : table.substring(1, dot);
        String name = table.substring(dot < 0 ? 1 : dot + 3, table.length() - 1);
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet rows = metaData.getTables(null, schema, name, null)) {
            while (rows.next()) {
                String type = rows.getString("TABLE_TYPE");
                if (rows.getString("TABLE_NAME").equals(name)) {
                    boolean isTable = type.endsWith("TABLE");
                    return isTable && !isKnown(connection, table)
                            ? null
                            : new FoundTable(
                                    rows.getString("TABLE_SCHEM"),
                                    name,
                                    isTable ? "" : "is a " + type + " and not a table");
                }
            }
        }
        return null;
    }

    /** ShardingSphere lists the tables of any server, also those that it did not see when it started. */
    private boolean isKnown(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = prepare(connection, "SELECT 1 FROM " + table + " WHERE 1 = 0");
                ResultSet rows = statement.executeQuery()) {
            return !rows.next();
        } catch (SQLException e) {
            if (ShardingSphereServers.isUnknownTable(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Returns the schema of any of the servers: ShardingSphere expects the same in all of them. */
    @Override
    public @Nullable String newTablesSchema(Connection connection, @Nullable String named) throws SQLException {
        if (named != null) {
            return named;
        }
        return Statements.select(
                        connection.prepareStatement("SELECT current_schema()"),
                        statement -> {},
                        rows -> rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.<String>empty())
                .orElse(null);
    }

    @Override
    public String searchPath(Connection connection) {
        return "that of its servers";
    }

    @Override
    public @Nullable PartitionSql partitions() {
        return null;
    }

    /** Does nothing: a lock on one server keeps nobody from the others. */
    @Override
    public void lockSchema(Connection connection) {
        // see above
    }

    /** Its parser recurses once for each element of a list. It passes an array on to all servers. */
    @Override
    public int longestList() {
        return 100;
    }

    /** ShardingSphere finds the server of a key by its parameters, not by arrays of them. */
    @Override
    public boolean findsRowsOfArrays() {
        return false;
    }

    /** Its parser takes seconds for a list of rows. From conditions on columns, it also learns which servers to ask. */
    @Override
    public boolean comparesRows() {
        return false;
    }

    /** The databases have the collation that compares bytes, see {@link #requireUsable}. */
    @Override
    public String orderedText(String column) {
        return column;
    }

    @Override
    public boolean hasPolicies(Connection connection, String table) {
        return false;
    }

    /** It does not tell what its connections to the servers are doing. */
    @Override
    public boolean hasTransaction(Connection connection) {
        throw new DefinitionException(
                "ShardingSphere gave a connection without autocommit, of which nothing tells whether it is inside a"
                        + " transaction; give its data source and the pool around it the autocommit mode",
                null);
    }

    /** Sets the isolation on the connection, which passes it on to each server that it opens a connection to. */
    @Override
    public String setIsolation(int isolation) {
        return "";
    }

    @Override
    public String limitTransaction(Duration timeout) {
        return "";
    }

    @Override
    public int limitSession(Connection connection, Duration timeout) {
        throw new DefinitionException(
                "a store behind ShardingSphere cannot limit its statements to " + timeout
                        + "; set statement_timeout in the URL of each server instead:"
                        + " ?options=-c%20statement_timeout=" + timeout.toMillis(),
                "timeout");
    }
}

package io.holcstore.internal.sql;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.axis.AxisDialect;
import io.holcstore.internal.partition.PartitionSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How databases differ in finding and creating tables. Stateless and thread-safe. */
public interface TableDialect extends AxisDialect {
    /**
     * Refuses a connection on which no tables can be created.
     *
     * @throws DefinitionException saying what to change
     */
    default void requireCreation(Connection connection) throws SQLException {
        // every connection that can write is good for it by default
    }

    /** Returns whether tables can be created in a transaction that continues after it. */
    default boolean createsInTransactions() {
        return true;
    }

    /**
     * Waits until no other session creates tables of this library, and keeps others from it until the transaction ends.
     */
    void lockSchema(Connection connection) throws SQLException;

    /**
     * Returns what a statement finds under the name of this table, which is quoted and may include its schema; null
     * when it finds nothing.
     */
    @Nullable
    FoundTable find(Connection connection, String table) throws SQLException;

    /**
     * Returns the schema in which a new table is created when its name has this schema, or none; null when the schema
     * does not exist.
     */
    @Nullable
    String newTablesSchema(Connection connection, @Nullable String named) throws SQLException;

    /** Returns where the connection searches for tables whose names have no schema. */
    String searchPath(Connection connection) throws SQLException;

    /** Returns why tables can be gone on the next connection after they were created, and what to do. */
    default String whyTablesVanish() {
        return "each connection leads to another database or server: give the data source one";
    }

    /** Returns the catalog under which the driver reports a table. */
    default @Nullable String catalog(Connection connection, FoundTable table) throws SQLException {
        return connection.getCatalog();
    }

    /** Returns the schema under which the driver reports a table; null when it has none. */
    default @Nullable String schema(FoundTable table) {
        return table.schema();
    }

    /**
     * Returns the type of a column that {@link java.sql.DatabaseMetaData#getColumns} reports, in the form of
     * {@link SqlDialect#columnType}.
     */
    String reportedType(Connection connection, ResultSet column) throws SQLException;

    /** Returns what a table looks like. */
    default TableShape shape(Connection connection, FoundTable table) throws SQLException {
        return TableShape.reported(connection, this, table);
    }

    /** Returns what {@link #shape} does not show and makes columns of a table unfit for a store. */
    default List<String> unfitColumns(Connection connection, FoundTable table, Ddl.Table definition)
            throws SQLException {
        return List.of();
    }

    /**
     * Returns whether policies on the rows of a table bind the current user. False for a table that does not exist.
     *
     * @param table quoted
     */
    default boolean hasPolicies(Connection connection, String table) throws SQLException {
        return false;
    }

    /** Returns the database's name for a type, which this library calls as {@link SqlDialect#columnType} does. */
    default String typeName(String type) {
        return type;
    }

    /** Returns the type of texts of any length that are not part of a key. */
    default String proseType() {
        return textType();
    }

    String blobType(long maxBytes);

    /**
     * Returns the statement that creates something unless it exists.
     *
     * @param kind TABLE or INDEX
     * @param name quoted
     * @param rest what follows the name in CREATE
     */
    default String createIfMissing(String kind, String name, String rest) {
        return "CREATE " + kind + " IF NOT EXISTS " + name + rest;
    }

    /** Returns whether tables are created with their indexes, because an index cannot be created if it is missing. */
    default boolean createsIndexesWithTables() {
        return false;
    }

    /** Returns the statement that drops a table if it exists. */
    default String dropIfExists(String table) {
        return "DROP TABLE IF EXISTS " + table;
    }

    /** Returns the statements that add columns to a table that an earlier version of the library may have made. */
    default List<String> addIfMissing(String table, List<Ddl.Column> columns) {
        return columns.stream()
                .map(column -> "ALTER TABLE " + table + " ADD COLUMN IF NOT EXISTS " + column.text(this))
                .toList();
    }

    /** Returns what follows the columns in CREATE TABLE, with a blank before it. */
    default String tableOptions() {
        return "";
    }

    /** Returns the statements that follow the creation of a table of blobs, whose name is quoted. */
    default List<String> storageSettings(String table) {
        return List.of();
    }

    /** Returns the statements on partitions; null when the database has none that stores use. */
    default @Nullable PartitionSql partitions() {
        return null;
    }
}

package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table of the database looks like.
 *
 * @param columns the columns by name, in their order
 * @param primaryKey the columns of the primary key in their order; empty when there is none
 * @param unique the columns of each index without duplicates
 */
public record TableShape(Map<String, Column> columns, List<String> primaryKey, List<List<String>> unique) {
    /** A column. Its type is written as in the DDL of stores. */
    public record Column(String type, boolean nullable) {}

    /** Stands in an index for what is not a column. No column has this name. */
    private static final String EXPRESSION = "";

    /** Asks the driver for the shape of a table. */
    public static TableShape reported(Connection connection, TableDialect dialect, FoundTable table)
            throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String catalog = dialect.catalog(connection, table);
        String schema = dialect.schema(table);
        String escape = metaData.getSearchStringEscape();
        Map<String, Column> columns = new LinkedHashMap<>();
        try (ResultSet rows =
                metaData.getColumns(catalog, pattern(schema, escape), pattern(table.name(), escape), "%")) {
            while (rows.next()) {
                boolean nullable = rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
                columns.put(
                        rows.getString("COLUMN_NAME"), new Column(dialect.reportedType(connection, rows), nullable));
            }
        }
        Map<Short, String> key = new TreeMap<>();
        try (ResultSet rows = metaData.getPrimaryKeys(catalog, schema, table.name())) {
            while (rows.next()) {
                key.put(rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        Map<String, List<String>> unique = new TreeMap<>();
        try (ResultSet rows = metaData.getIndexInfo(catalog, schema, table.name(), true, true)) {
            while (rows.next()) {
                String column = rows.getString("COLUMN_NAME"); // null for an expression
                if (rows.getShort("TYPE") != DatabaseMetaData.tableIndexStatistic) {
                    unique.computeIfAbsent(rows.getString("INDEX_NAME"), name -> new ArrayList<>())
                            .add(column == null ? EXPRESSION : unquoted(column));
                }
            }
        }
        return new TableShape(columns, List.copyOf(key.values()), List.copyOf(unique.values()));
    }

    /** Removes the quotes that PostgreSQL's driver adds to names of index columns. */
    private static String unquoted(String name) {
        return name.startsWith("\"") && name.endsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    /** Returns a name as a search pattern, with escaped underscores that match only themselves. */
    private static @Nullable String pattern(@Nullable String name, String escape) {
        return name == null ? null : name.replace("_", escape + '_');
    }
}

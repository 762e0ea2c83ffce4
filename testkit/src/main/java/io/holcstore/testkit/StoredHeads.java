package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares the heads of stores of chunks with the chunks that they describe. */
final class StoredHeads {
    private static final String SUFFIX = "_series";

    private StoredHeads() {}

    /** The heads of all stores of a schema that say something else than the chunks of their series; none should. */
    static List<String> wrong(Connection connection, String schema) throws SQLException {
        Map<String, List<String>> heads = new LinkedHashMap<>();
        try (ResultSet columns =
                connection.getMetaData().getColumns(connection.getCatalog(), schema, '%' + SUFFIX, "%")) {
            while (columns.next()) {
                heads.computeIfAbsent(columns.getString("TABLE_NAME"), name -> new ArrayList<>())
                        .add(columns.getString("COLUMN_NAME"));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, List<String>> each : heads.entrySet()) {
            String table = each.getKey().substring(0, each.getKey().length() - SUFFIX.length());
            List<String> keys = new ArrayList<>(each.getValue());
            if (keys.remove("first_ts") && keys.remove("last_ts") && exists(connection, schema, table)) {
                wrong.addAll(wrong(connection, '"' + schema + "\".\"" + table, keys));
            }
        }
        return wrong;
    }

    private static boolean exists(Connection connection, String schema, String table) throws SQLException {
        try (ResultSet found =
                connection.getMetaData().getColumns(connection.getCatalog(), schema, table, "chunk_index")) {
            return found.next();
        }
    }

    /** IS DISTINCT FROM, which not every database has. */
    private static String differ(String a, String b) {
        return "CASE WHEN " + a + " = " + b + " OR (" + a + " IS NULL AND " + b + " IS NULL) THEN 0 ELSE 1 END = 1";
    }

    private static List<String> wrong(Connection connection, String table, List<String> keys) throws SQLException {
        String of = " FROM " + table + "\" c WHERE NOT c.\"is_deleted\" AND "
                + keys.stream()
                        .map(key -> "c.\"" + key + "\" = h.\"" + key + '"')
                        .collect(Collectors.joining(" AND "))
                + ')';
        String sql = "SELECT * FROM (SELECT h.*, (SELECT MIN(c.\"first_ts\")" + of + " AS \"first_value\","
                + " (SELECT MAX(c.\"last_ts\")" + of + " AS \"last_value\" FROM " + table + SUFFIX + "\" h) x"
                + " WHERE " + differ("\"first_ts\"", "\"first_value\"") + " OR "
                + differ("\"last_ts\"", "\"last_value\"");
        List<String> wrong = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next() && wrong.size() < 5) {
                StringBuilder row = new StringBuilder(table).append("\":");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.append(' ')
                            .append(rows.getMetaData().getColumnLabel(i))
                            .append('=')
                            .append(rows.getString(i));
                }
                wrong.add(row.toString());
            }
        }
        return wrong;
    }
}

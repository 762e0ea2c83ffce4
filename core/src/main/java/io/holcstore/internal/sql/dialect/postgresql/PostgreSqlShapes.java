package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableShape;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the shape of a table from PostgreSQL's catalog. The driver's three queries take longer, and count indexes that
 * do not prevent duplicates: those of some rows only, and those that were never finished.
 */
final class PostgreSqlShapes {
    private static final String COLUMNS = """
            SELECT a.attname AS "COLUMN_NAME", t.typname AS "TYPE_NAME",
              CASE WHEN a.atttypmod < 0 THEN CASE t.typname WHEN 'numeric' THEN 0 ELSE 2147483647 END
                WHEN t.typname = 'numeric' THEN (a.atttypmod - 4) >> 16 & 65535 ELSE a.atttypmod - 4 END AS "COLUMN_SIZE",
              CASE WHEN a.atttypmod < 0 THEN 0 ELSE (a.atttypmod - 4) & 65535 END AS "DECIMAL_DIGITS",
              a.attnotnull
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = pg_catalog.to_regclass(CAST(? AS text)) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    private static final String INDEXES = """
            SELECT i.indisprimary, ARRAY(
              SELECT a.attname FROM unnest(CAST(i.indkey AS int2[])) WITH ORDINALITY k(attnum, at)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
              WHERE k.at <= i.indnkeyatts ORDER BY k.at)
            FROM pg_catalog.pg_index i
            WHERE i.indrelid = pg_catalog.to_regclass(CAST(? AS text))
              AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL""";

    private PostgreSqlShapes() {}

    static TableShape of(Connection connection, SqlDialect dialect, FoundTable table) throws SQLException {
        String name = TableSpec.quote(table.schema()) + '.' + TableSpec.quote(table.name());
        Map<String, TableShape.Column> columns = new LinkedHashMap<>();
        List<String> primaryKey = new ArrayList<>();
        List<List<String>> unique = new ArrayList<>();
        Statements.select(connection.prepareStatement(COLUMNS), statement -> statement.setString(1, name), rows -> {
            while (rows.next()) {
                columns.put(
                        rows.getString("COLUMN_NAME"),
                        new TableShape.Column(dialect.reportedType(connection, rows), !rows.getBoolean("attnotnull")));
            }
            return true;
        });
        Statements.select(connection.prepareStatement(INDEXES), statement -> statement.setString(1, name), rows -> {
            while (rows.next()) {
                List<String> names = List.of((String[]) rows.getArray(2).getArray());
                unique.add(names);
                if (rows.getBoolean(1)) {
                    primaryKey.addAll(names);
                }
            }
            return true;
        });
        return new TableShape(columns, primaryKey, unique);
    }
}

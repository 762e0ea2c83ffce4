package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites chunks by one statement with an array for each column, which is 1.7 times as fast as one statement for each
 * chunk. The key comes as arrays of text, because every value can be written as text.
 */
final class PostgreSqlUpdate {
    /** A column of a chunk, and how its values are sent. */
    private record Column(String name, String type, String sent, Function<ChunkRow, @Nullable Object> value) {
        private Column(String name, String type, Function<ChunkRow, @Nullable Object> value) {
            this(name, type, type, value);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("start_ts", "timestamptz", "text", row -> instant(row.startMillis())),
            new Column("dtype", "text", ChunkRow::dtype),
            new Column("value_count", "int4", row -> row.statistics().count()),
            new Column("first_ts", "timestamptz", "text", row -> row.isTombstone() ? null : instant(row.firstMillis())),
            new Column("last_ts", "timestamptz", "text", row -> row.isTombstone() ? null : instant(row.lastMillis())),
            new Column(
                    "value_sum",
                    "float8",
                    row -> row.isSummed() ? row.statistics().sum() : null),
            new Column(
                    "value_min",
                    "float8",
                    row -> row.isSummed() ? row.statistics().min() : null),
            new Column(
                    "value_max",
                    "float8",
                    row -> row.isSummed() ? row.statistics().max() : null),
            new Column("data", "bytea", ChunkRow::data),
            new Column("chunk_index", "int4", ChunkRow::chunk));

    private PostgreSqlUpdate() {}

    private static String instant(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    /** Returns the number of rows that changed. */
    static int run(
            Connection connection, SqlDialect dialect, String table, KeyColumns keys, String also, List<ChunkRow> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(dialect, table, keys, also))) {
            List<SeriesKey> series = rows.stream().map(ChunkRow::key).toList();
            int next = keys.bindTexts(statement, 1, series);
            for (Column column : COLUMNS) {
                Object[] values = rows.stream().map(column.value()).toArray();
                statement.setArray(next++, connection.createArrayOf(column.sent(), typed(column, values)));
            }
            return statement.executeUpdate();
        }
    }

    /** The driver sends an array of bytea in binary form only when Java's array has that type. */
    private static Object[] typed(Column column, Object[] values) {
        return column.type().equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values;
    }

    private static String sql(SqlDialect dialect, String table, KeyColumns keys, String also) {
        StringJoiner arrays = new StringJoiner(", ");
        StringJoiner names = new StringJoiner(", ");
        StringJoiner set = new StringJoiner(", ");
        StringJoiner where = new StringJoiner(" AND ");
        for (int i = 0; i < keys.size(); i++) {
            Axis<?> axis = keys.columns().get(i);
            arrays.add("CAST(? AS text[])");
            names.add("k" + i);
            where.add("t." + TableSpec.quote(axis.name()) + " = CAST(n.k" + i + " AS " + dialect.columnType(axis.type())
                    + ')');
        }
        for (Column column : COLUMNS) {
            arrays.add("CAST(? AS " + column.type() + "[])");
            names.add(column.name());
            if (column.name().equals("chunk_index")) {
                where.add("t.\"chunk_index\" = n.chunk_index");
            } else {
                set.add('"' + column.name() + "\" = n." + column.name());
            }
        }
        return "UPDATE " + table + " AS t SET " + set + also + " FROM unnest(" + arrays + ") AS n(" + names + ") WHERE "
                + where;
    }
}

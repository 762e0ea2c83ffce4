package io.holcstore.internal.partition;

import io.holcstore.error.NoPartitionException;
import io.holcstore.key.SeriesKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates the error for a row that belongs to no partition into one that names the row and what to do. */
public final class MissingPartition {
    private static final String CHUNK = "chunk_index";
    private static final String CUT = "...";

    private MissingPartition() {}

    /**
     * A row that was to be written.
     *
     * @param chunk its chunk; null in stores without chunks
     */
    public record Row(SeriesKey key, @Nullable Integer chunk) {}

    /**
     * Throws when the error is about a row without a partition.
     *
     * @param sql null for a database without partitions
     * @param rule null for a store whose definition has no partitions
     * @param rows the rows that were written when the error came
     */
    public static void check(
            SQLException e,
            @Nullable PartitionSql sql,
            @Nullable PartitionRule rule,
            String store,
            Supplier<Stream<Row>> rows) {
        PartitionSql.Homeless homeless = sql == null ? null : sql.homeless(e);
        if (homeless == null) {
            return;
        }
        String column = homeless.column().isEmpty() && rule != null ? rule.column() : homeless.column();
        List<Row> all = rows.get().toList();
        Row row = all.stream()
                .filter(each -> has(each, column, homeless.value()))
                .findFirst()
                .orElse(all.size() == 1 ? all.get(0) : null);
        Integer chunk = row == null ? null : row.chunk();
        String key = row == null ? null : row.key().toString();
        String value = row == null ? homeless.value() : valueOf(row, column);
        throw new NoPartitionException(
                store + (row == null ? "" : ", " + row.key()) + (chunk == null ? "" : ", chunk " + chunk)
                        + ": the table has no partition for " + column + '=' + value + "; nothing was stored; "
                        + (rule == null || !column.equals(rule.column())
                                ? "attach one to the table or to its partition"
                                : rule.wayOut(value, chunk)),
                e,
                store,
                key,
                column,
                value,
                chunk);
    }

    /** Returns the rows of whole series. */
    public static Supplier<Stream<Row>> ofSeries(Collection<SeriesKey> keys) {
        return () -> keys.stream().map(key -> new Row(key, null));
    }

    private static boolean has(Row row, String column, @Nullable String value) {
        String own = valueOf(row, column);
        if (own == null || value == null) {
            return false;
        }
        return own.equals(value)
                || (value.endsWith(CUT) && own.startsWith(value.substring(0, value.length() - CUT.length())));
    }

    private static @Nullable String valueOf(Row row, String column) {
        if (column.equals(CHUNK)) {
            return row.chunk() == null ? null : row.chunk().toString();
        }
        for (int i = 0; i < row.key().size(); i++) {
            if (row.key().at(i).axis().name().equals(column)) {
                return row.key().value(i).toString();
            }
        }
        return null;
    }
}

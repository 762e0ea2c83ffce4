package io.holcstore.internal.sql;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chunk to store, with the facts that are known without decoding. In a replica it can be a tombstone, which has no
 * values.
 *
 * @param chunk the chunk's index in the calendar
 * @param startMillis the start of the chunk in epoch milliseconds, the unit of the two times below
 * @param dtype the encoding of {@code data}
 * @param statistics of its values; NaN except for the number when they are not known, and for a tombstone
 * @param firstMillis the time of the first value
 * @param lastMillis the time of the last value
 * @param origin the origin of a chunk that comes from a source
 */
@SuppressWarnings("ArrayRecordComponent") // rows are not compared
public record ChunkRow(
        SeriesKey key,
        int chunk,
        long startMillis,
        String dtype,
        Statistics statistics,
        long firstMillis,
        long lastMillis,
        byte[] data,
        @Nullable Origin origin) {
    /** Creates a row of a chunk that does not come from a source. */
    public ChunkRow(
            SeriesKey key,
            int chunk,
            long startMillis,
            String dtype,
            Statistics statistics,
            long firstMillis,
            long lastMillis,
            byte[] data) {
        this(key, chunk, startMillis, dtype, statistics, firstMillis, lastMillis, data, null);
    }

    public ChunkId id() {
        return new ChunkId(key, chunk);
    }

    /** Returns the same chunk with its origin. */
    public ChunkRow from(Origin source) {
        return new ChunkRow(key, chunk, startMillis, dtype, statistics, firstMillis, lastMillis, data, source);
    }

    /** Returns whether more than the number of its values is known. */
    public boolean isSummed() {
        return !Double.isNaN(statistics.min());
    }

    /** Returns whether the sum, the least and the greatest value are neither infinite nor NaN. */
    public boolean isFinite() {
        return Double.isFinite(statistics.sum())
                && Double.isFinite(statistics.min())
                && Double.isFinite(statistics.max());
    }

    public boolean isTombstone() {
        return statistics.count() == 0;
    }

    public Origin originOrThrow() {
        return Objects.requireNonNull(origin, "a chunk of a source must have an origin");
    }

    /** Binds {@link Origin#COLUMNS} and returns the index of the next parameter. */
    public int bindOrigin(PreparedStatement statement, int at, Instants instants) throws SQLException {
        Origin source = originOrThrow();
        statement.setBoolean(at, isTombstone());
        instants.bind(statement, at + 1, source.updatedAt());
        statement.setLong(at + 2, source.epoch());
        statement.setLong(at + 3, source.sequence());
        return at + Origin.COLUMN_COUNT;
    }
}

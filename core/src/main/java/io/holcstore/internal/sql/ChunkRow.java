package io.holcstore.internal.sql;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One chunk to store with what is known of it without decoding; in a replica also a tombstone, which has no values.
 *
 * @param chunk the chunk's index in the calendar
 * @param startMillis where the chunk begins, in epoch milliseconds, as are the two times below
 * @param dtype how {@code data} is coded
 * @param statistics of its values; where they are not known but for their number, the rest is NaN, as it is of a
 *     tombstone, which has none
 * @param firstMillis the time of the first value
 * @param lastMillis the time of the last value
 * @param origin where it comes from, of a chunk that comes from a source
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
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
    /** A chunk that comes from no source. */
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

    /** The same chunk as one that comes from a source. */
    public ChunkRow from(Origin source) {
        return new ChunkRow(key, chunk, startMillis, dtype, statistics, firstMillis, lastMillis, data, source);
    }

    /** Whether more than the number of its values is known. */
    public boolean isSummed() {
        return !Double.isNaN(statistics.min());
    }

    public boolean isTombstone() {
        return statistics.count() == 0;
    }

    public Origin originOrThrow() {
        return Objects.requireNonNull(origin, "a chunk of a source says where it comes from");
    }

    /** Binds {@link Origin#COLUMNS} and returns the next parameter's number. */
    public int bindOrigin(PreparedStatement statement, int at, Instants instants) throws SQLException {
        Origin source = originOrThrow();
        statement.setBoolean(at, isTombstone());
        instants.bind(statement, at + 1, source.updatedAt());
        statement.setLong(at + 2, source.epoch());
        statement.setLong(at + 3, source.sequence());
        return at + Origin.COLUMN_COUNT;
    }
}

package io.holcstore.internal.keyed;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.codec.SeriesCodec;
import io.holcstore.internal.sql.keyed.SeriesRow;
import io.holcstore.internal.sql.keyed.StoredSeries;
import io.holcstore.internal.verb.IdlePool;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;

/** Converts series of one store to rows and back during one operation. Not thread-safe. */
public final class SeriesCoder implements AutoCloseable {
    private final String store;
    private final IdlePool<SeriesCodec> pool;
    private final SeriesCodec codec;

    SeriesCoder(String store, IdlePool<SeriesCodec> pool) {
        this.store = store;
        this.pool = pool;
        this.codec = pool.borrow();
    }

    /** Returns the row of a series that has at least one point, all with a value. */
    SeriesRow row(SeriesKey key, Series series) {
        int points = series.size();
        return new SeriesRow(
                key,
                SeriesCodec.DTYPE,
                points,
                points,
                series.epochMillisAt(0),
                series.epochMillisAt(points - 1),
                codec.encode(series));
    }

    /**
     * Returns the series of a row.
     *
     * @throws ChunkFormatException when it is damaged; the message names the store and the key
     */
    public Series series(StoredSeries row) {
        try {
            return codec.decode(row.dtype(), row.data(), row.pointCount());
        } catch (ChunkFormatException e) {
            throw ChunkFormatException.ofSeries(
                    store + ", " + row.key() + ": " + e.getMessage()
                            + "; to continue without it, replace or delete the series",
                    e,
                    store,
                    row.key().toString());
        }
    }

    @Override
    public void close() {
        pool.giveBack(codec);
    }
}

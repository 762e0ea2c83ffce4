package io.holcstore.internal.chunk;

import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.series.Statistics;

/** Creates rows from the values of chunks. */
public final class ChunkRows {
    private ChunkRows() {}

    /**
     * Returns the row of a chunk. When the chunk has no value, the row records its start as the time of its values;
     * only some tables have such rows.
     */
    public static ChunkRow row(
            ChunkDefinition definition, ChunkGrid grid, ChunkCodec codec, ChunkId id, double[] values) {
        return row(definition, grid, id, values, codec.dtype(), codec.encode(values, 0, grid.slots()));
    }

    /**
     * Does the same as {@link #row(ChunkDefinition, ChunkGrid, ChunkCodec, ChunkId, double[])} for values whose blob
     * exists already.
     */
    public static ChunkRow row(
            ChunkDefinition definition, ChunkGrid grid, ChunkId id, double[] values, String dtype, byte[] data) {
        int slots = grid.slots();
        int last = slots - 1;
        while (last > 0 && Double.isNaN(values[last])) {
            last--;
        }
        int first = 0;
        while (first < last && Double.isNaN(values[first])) {
            first++;
        }
        return new ChunkRow(
                id.key(),
                id.chunk(),
                definition.rules().recordedStart(grid.startMillis()),
                dtype,
                Statistics.of(values, first, last + 1),
                grid.epochMillisAt(first),
                grid.epochMillisAt(last),
                data);
    }

    /** Counts the values in the slots {@code [from, to)}. */
    public static int countValues(double[] values, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Double.isNaN(values[i]) ? 0 : 1;
        }
        return count;
    }
}

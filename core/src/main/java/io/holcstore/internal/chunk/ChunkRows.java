package io.holcstore.internal.chunk;

import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.series.Statistics;

/** Values of a chunk as the row that holds them. */
public final class ChunkRows {
    private ChunkRows() {}

    /**
     * The row of a chunk; one without any value, of a table that has such rows, says that its values lie at its start.
     */
    public static ChunkRow row(
            ChunkDefinition definition, ChunkGrid grid, ChunkCodec codec, ChunkId id, double[] values) {
        return row(definition, grid, id, values, codec.dtype(), codec.encode(values, 0, grid.slots()));
    }

    /**
     * As {@link #row(ChunkDefinition, ChunkGrid, ChunkCodec, ChunkId, double[])}, of values whose blob is there
     * already.
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

    /** How many of the slots {@code [from, to)} have a value. */
    public static int countValues(double[] values, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Double.isNaN(values[i]) ? 0 : 1;
        }
        return count;
    }
}

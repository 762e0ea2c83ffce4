package io.holcstore.internal.chunk;

import io.holcstore.internal.codec.ChunkCodec;
import java.util.Arrays;

/**
 * The buffers of one operation: a codec, and room for the values of one chunk. After it is closed, the next operation
 * uses it.
 */
public final class Workspace implements AutoCloseable {
    private final ChunkContext owner;
    private final ChunkCodec codec;
    private double[] chunk = new double[0];
    private double[] scratch = new double[0];

    Workspace(ChunkContext owner, ChunkCodec codec) {
        this.owner = owner;
        this.codec = codec;
    }

    public ChunkCodec codec() {
        return codec;
    }

    /** Returns an array for at least this number of values. It may contain values of former use. */
    public double[] chunk(int slots) {
        if (chunk.length < slots) {
            chunk = new double[slots];
        }
        return chunk;
    }

    /** Returns {@link #chunk} with NaN in its first {@code slots}. */
    public double[] emptyChunk(int slots) {
        double[] values = chunk(slots);
        Arrays.fill(values, 0, slots, Double.NaN);
        return values;
    }

    /** Returns another array, separate from {@link #chunk}. */
    double[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new double[size];
        }
        return scratch;
    }

    @Override
    public void close() {
        owner.giveBack(this);
    }
}

package io.holcstore.benchmarks;

import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.store.Encoding;

/** A store's own encoding. */
final class StoreCodec implements Codec {
    private final ChunkCodec codec;

    StoreCodec(Encoding encoding, int slotsPerDay) {
        codec = ChunkCodec.of(encoding, slotsPerDay);
    }

    @Override
    public byte[] encode(double[] values) {
        return codec.encode(values, 0, values.length);
    }

    @Override
    public void decode(byte[] blob, double[] dest) {
        codec.decode(codec.dtype(), blob, dest.length, dest, 0);
    }
}

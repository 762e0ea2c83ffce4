package io.holcstore.benchmarks;

/** No codec at all: a copy of the bytes, which bounds what any codec can reach. */
final class CopyCodec implements Codec {
    @Override
    public byte[] encode(double[] values) {
        byte[] blob = new byte[values.length * Double.BYTES];
        RawBytes.write(values, blob);
        return blob;
    }

    @Override
    public void decode(byte[] blob, double[] dest) {
        RawBytes.read(blob, dest);
    }
}

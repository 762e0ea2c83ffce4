package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.Bytes;
import io.holcstore.internal.bits.Longs;
import io.holcstore.internal.lz4.Lz4Block;

/**
 * The differences of integers to the least of them, as an LZ4 block: first all lowest bytes, then all second bytes and
 * so on. Used for series that repeat themselves.
 *
 * <pre>
 * {@link Integers}
 * varint      the least number, zigzag
 * byte        w: the number of bytes of each number, 0 to 8
 * LZ4 block   count * w bytes, up to the end of the blob
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class PlanesLayout {
    private final Lz4Block block = new Lz4Block();
    private byte[] planes = new byte[0];
    private long least;
    private int width;

    /** Returns the number of bytes that {@link #write} writes. */
    long measure(Integers integers) {
        long[] numbers = integers.numbers();
        int count = integers.count();
        least = RiceLayout.leastOf(numbers, count);
        long any = 0;
        for (int i = 0; i < count; i++) {
            any |= numbers[i] - least;
        }
        width = (Long.SIZE - Long.numberOfLeadingZeros(any) + 7) / 8;
        planes = Bytes.atLeast(planes, count * width);
        for (int plane = 0; plane < width; plane++) {
            split(numbers, count, least, plane, planes);
        }
        return 1L + BlobWriter.varintSize(Longs.zigzag(least)) + block.compress(planes, count * width);
    }

    void write(BlobWriter out) {
        out.putVarint(Longs.zigzag(least));
        out.putByte(width);
        block.write(out);
    }

    /** Reads the numbers into {@code integers}, whose head has been read. */
    void read(BlobReader in, Integers integers) {
        int count = integers.count();
        long base = Longs.unzigzag(in.getVarint());
        int bytes = in.getByte();
        if (bytes > Long.BYTES) {
            throw new ChunkFormatException("expected numbers of at most 8 bytes but got " + bytes);
        }
        byte[] content = block.read(in, count * bytes);
        long[] numbers = integers.numbers();
        for (int i = 0; i < count; i++) {
            numbers[i] = base;
        }
        for (int plane = 0; plane < bytes; plane++) {
            join(content, count, plane, numbers);
        }
    }

    private static void split(long[] numbers, int count, long base, int plane, byte[] planes) {
        int at = plane * count;
        int shift = plane * 8;
        for (int i = 0; i < count; i++) {
            planes[at + i] = (byte) ((numbers[i] - base) >>> shift);
        }
    }

    private static void join(byte[] planes, int count, int plane, long[] numbers) {
        int at = plane * count;
        int shift = plane * 8;
        for (int i = 0; i < count; i++) {
            numbers[i] += (planes[at + i] & 0xffL) << shift;
        }
    }
}

package io.holcstore.codec;

import io.holcstore.error.ChunkFormatException;

/**
 * Numbers of 64 bits, most of them small, in blocks of {@value #BLOCK} with one Rice parameter k each: the k low bits of every number are
 * packed, the rest of it (its quotient) is counted in zeros before a one.
 *
 * <pre>
 * byte      bits 0-5: the smallest k; bits 6-7: half of w, the bits by which a block's k is given above the smallest (0, 2, 4 or 6)
 * bits      k of each block less the smallest, w bits each, filled up to a whole byte
 * varint    bytes of the list of large quotients
 * varints   the large quotients less {@value #LARGE}, in order
 * bits      block by block the k low bits of each number, each block filled up to a whole byte
 * bits      of all numbers: as many zeros as its quotient says and a one, {@value #LARGE} zeros for a large quotient (one of
 *           {@value #LARGE} or more); filled up to a whole byte
 * </pre>
 *
 * <p>Bits are filled from the lowest up. The reader knows how many numbers there are; of none nothing is written.
 *
 * <p>Not thread-safe: keeps what {@link #measure} found for {@link #write}.
 */
final class BlockRice {
    static final int BLOCK = 128;
    static final int LARGE = 32;

    private static final int LARGE_BITS = Integer.numberOfTrailingZeros(LARGE);

    /** The parameter grows by one where the mean exceeds this multiple of 2^k: there it becomes the shorter code for geometric residuals. */
    private static final double MEAN_PER_STEP = 2.078;

    private final UnaryReader unary = new UnaryReader();
    private final byte[] tail = new byte[BLOCK * Long.BYTES + 16];
    private final BlobReader largeReader = new BlobReader();
    private final BlobWriter list = new BlobWriter();
    private byte[] parameters = new byte[0];
    private long[] wide = new long[0];
    private int width;
    private int least;
    private long lowBytes;
    private boolean large;

    /**
     * Chooses the parameters for {@code numbers[0, count)}, each block's own.
     *
     * @return about the bytes {@link #write} will take, not counting large quotients
     */
    long measure(long[] numbers, int count) {
        if (count == 0) {
            return 0;
        }
        int blocks = blocks(count);
        parameters = Bytes.atLeast(parameters, blocks);
        lowBytes = 0;
        large = false;
        least = 63;
        int most = 0;
        long unaryBits = 0;
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            int to = Math.min(count, from + BLOCK);
            long any = anyBits(numbers, from, to);
            double sum = any >>> 56 == 0 ? sum(numbers, from, to) : wideSum(numbers, from, to, Long.MAX_VALUE);
            int k = parameterFor(sum, to - from);
            if (any >>> k >>> LARGE_BITS != 0) {
                k = withoutOutliers(numbers, from, to, k);
                large = true;
            }
            parameters[block] = (byte) k;
            least = Math.min(least, k);
            most = Math.max(most, k);
            lowBytes += bytesOf((to - from) * k);
            unaryBits += expectedUnaryBits(sum, to - from, k);
        }
        int span = most - least;
        width = span == 0 ? 0 : span < 4 ? 2 : span < 16 ? 4 : 6;
        return 2 + bytesOf((long) blocks * width) + lowBytes + bytesOf(unaryBits);
    }

    /** About the bits of {@code numbers[0, count)} as one block. */
    static long expectedBits(long[] numbers, int count) {
        long any = anyBits(numbers, 0, count);
        double sum = any >>> 56 == 0 ? sum(numbers, 0, count) : wideSum(numbers, 0, count, Long.MAX_VALUE);
        int k = parameterFor(sum, count);
        return (long) count * k + expectedUnaryBits(sum, count, k);
    }

    /** Quotients are cut, by half a step on average; k bits have 2^k of them in a step. */
    private static long expectedUnaryBits(double sum, int count, int k) {
        double step = Math.scalb(1.0, -k);
        return count + (long) Math.max(0, sum * step - count * (1 - step) / 2);
    }

    /** Writes the numbers measured last. */
    void write(long[] numbers, int count, BlobWriter out) {
        if (count == 0) {
            return;
        }
        int blocks = blocks(count);
        out.putByte(least | (width << 5));
        writeParameters(blocks, out);
        writeLarge(numbers, count, out);
        byte[] bytes = out.reserve(Math.toIntExact(lowBytes + bytesOf((LARGE + 1L) * count)));
        int at = out.position();
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            at = BitPacking.pack(numbers, from, Math.min(count, from + BLOCK), parameters[block], bytes, at);
        }
        long bit = 0;
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            int to = Math.min(count, from + BLOCK);
            bit = BitPacking.writeUnary(numbers, from, to, parameters[block], bytes, at, bit);
        }
        out.advance((int) (lowBytes + bytesOf(bit)));
    }

    /**
     * Reads {@code count} numbers to {@code dest[0, count)}.
     *
     * @throws ChunkFormatException when the bytes end before, or are none that are written
     */
    void read(BlobReader in, int count, long[] dest) {
        if (count == 0) {
            return;
        }
        long size = readParameters(in, count);
        int largeSize = in.getVarint(in.remaining(), "bytes of large quotients");
        int largeAt = in.take(largeSize);
        int at = in.take(size);
        byte[] bytes = in.bytes();
        unary.open(bytes, in.position(), in.end());
        largeReader.open(bytes, largeAt, largeAt + largeSize);
        for (int from = 0; from < count; from += BLOCK) {
            int k = parameters[from / BLOCK];
            int to = Math.min(count, from + BLOCK);
            unary.read(dest, from, to);
            if (largeSize > 0 && (anyBits(dest, from, to) & LARGE) != 0) { // few blocks have one
                readLarge(dest, from, to);
            }
            int length = bytesOf((to - from) * k);
            if (bytes.length - at >= length + 15) {
                BitPacking.unpackBelow(bytes, at, k, dest, from, to);
            } else {
                System.arraycopy(bytes, at, tail, 0, length); // whole words cannot be read this close to the end
                BitPacking.unpackBelow(tail, 0, k, dest, from, to);
            }
            at += length;
        }
        in.take(unary.position() - in.position());
    }

    private static long anyBits(long[] numbers, int from, int to) {
        long any = 0;
        for (int i = from; i < to; i++) {
            any |= numbers[i];
        }
        return any;
    }

    private static long sum(long[] numbers, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += numbers[i];
        }
        return sum;
    }

    /** The sum of unsigned numbers, each as {@code limit} where it is greater. */
    private static double wideSum(long[] numbers, int from, int to, long limit) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            long number = numbers[i];
            sum += number < 0 || number > limit ? limit : number;
        }
        return sum;
    }

    /** The parameter that is best for numbers that fall off geometrically. */
    private static int parameterFor(double sum, int count) {
        double steps = sum / (count * MEAN_PER_STEP);
        return steps <= 1 ? 0 : Math.min(63, Math.getExponent(steps) + 1);
    }

    /** A few numbers far above the others must not decide: each counts for no more than its code is long. */
    private static int withoutOutliers(long[] numbers, int from, int to, int first) {
        int k = first;
        while (true) {
            long limit = k + 6 > 62 ? Long.MAX_VALUE : 1L << (k + 6);
            int lower = parameterFor(wideSum(numbers, from, to, limit), to - from);
            if (lower >= k) {
                return k;
            }
            k = lower;
        }
    }

    private void writeParameters(int blocks, BlobWriter out) {
        int size = (int) bytesOf((long) blocks * width);
        wide = Longs.atLeast(wide, blocks);
        for (int block = 0; block < blocks; block++) {
            wide[block] = (long) parameters[block] - least;
        }
        byte[] bytes = out.reserve(size);
        BitPacking.pack(wide, 0, blocks, width, bytes, out.position());
        out.advance(size);
    }

    /** Returns the bytes of the low bits. */
    private long readParameters(BlobReader in, int count) {
        int blocks = blocks(count);
        int first = in.getByte();
        least = first & 63;
        width = (first >>> 6) << 1;
        int at = in.take(bytesOf((long) blocks * width));
        parameters = Bytes.atLeast(parameters, blocks);
        byte[] bytes = in.bytes();
        long size = 0;
        for (int block = 0; block < blocks; block++) {
            long bit = (long) block * width;
            int place = at + (int) (bit >>> 3);
            int word = 0;
            if (width > 0) {
                boolean split = (bit & 7) + width > 8;
                word = (bytes[place] & 0xff) | (split ? (bytes[place + 1] & 0xff) << 8 : 0);
            }
            int k = least + ((word >>> (bit & 7)) & ((1 << width) - 1));
            if (k > 63) {
                throw new ChunkFormatException("expected a Rice parameter of at most 63 but got " + k);
            }
            parameters[block] = (byte) k;
            size += bytesOf(Math.min(BLOCK, count - block * BLOCK) * k);
        }
        return size;
    }

    private void writeLarge(long[] numbers, int count, BlobWriter out) {
        list.clear();
        for (int from = 0; large && from < count; from += BLOCK) {
            int k = parameters[from / BLOCK];
            int to = Math.min(count, from + BLOCK);
            if (anyBits(numbers, from, to) >>> k >>> LARGE_BITS != 0) { // few blocks have one
                listLarge(numbers, from, to, k);
            }
        }
        out.putVarint(list.position());
        out.putBytes(list.buffer(), list.position());
    }

    private void listLarge(long[] numbers, int from, int to, int k) {
        for (int i = from; i < to; i++) {
            long quotient = numbers[i] >>> k;
            if (quotient >>> LARGE_BITS != 0) {
                list.putVarint(quotient - LARGE);
            }
        }
    }

    private void readLarge(long[] numbers, int from, int to) {
        for (int i = from; i < to; i++) {
            if (numbers[i] == LARGE) {
                numbers[i] = LARGE + largeReader.getVarint();
            }
        }
    }

    private static int blocks(int count) {
        return (count + BLOCK - 1) / BLOCK;
    }

    private static int bytesOf(int bits) {
        return (bits + 7) >>> 3;
    }

    private static long bytesOf(long bits) {
        return (bits + 7) >>> 3;
    }
}

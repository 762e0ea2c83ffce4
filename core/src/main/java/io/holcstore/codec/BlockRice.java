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

    /** The parameter grows by one where the mean exceeds this multiple of 2^k: there it becomes the shorter code for geometric residuals. */
    private static final double MEAN_PER_STEP = 2.078;

    private byte[] parameters = new byte[0];
    private long[] wide = new long[0];
    private final byte[] tail = new byte[BLOCK * Long.BYTES + 16];
    private int width;
    private int least;
    private long largeBytes;
    private long lowBytes;
    private long unaryBits;

    /** The bytes {@link #write} takes for {@code numbers[0, count)}. Chooses the parameters, each block's own. */
    long measure(long[] numbers, int count) {
        if (count == 0) {
            return 0;
        }
        int blocks = blocks(count);
        parameters = Bytes.atLeast(parameters, blocks);
        largeBytes = 0;
        lowBytes = 0;
        unaryBits = count;
        least = 63;
        int most = 0;
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            int k = measureBlock(numbers, from, Math.min(count, from + BLOCK));
            parameters[block] = (byte) k;
            least = Math.min(least, k);
            most = Math.max(most, k);
        }
        int span = most - least;
        width = span == 0 ? 0 : span < 4 ? 2 : span < 16 ? 4 : 6;
        return 1
                + bytesOf((long) blocks * width)
                + BlobWriter.varintSize(largeBytes)
                + largeBytes
                + lowBytes
                + bytesOf(unaryBits);
    }

    /** Writes the numbers measured last. */
    void write(long[] numbers, int count, BlobWriter out) {
        if (count == 0) {
            return;
        }
        int blocks = blocks(count);
        out.putByte(least | (width << 5));
        writeParameters(blocks, out);
        out.putVarint(largeBytes);
        if (largeBytes > 0) {
            writeLarge(numbers, count, out);
        }
        int size = (int) Math.min(Integer.MAX_VALUE, lowBytes + bytesOf(unaryBits));
        byte[] bytes = out.reserve(size);
        int at = out.position();
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            at = BitPacking.pack(numbers, from, Math.min(count, from + BLOCK), parameters[block], bytes, at);
        }
        BitPacking.writeUnary(numbers, count, parameters, bytes, at);
        out.advance(size);
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
        int large = in.take(largeSize);
        int at = in.take(size);
        byte[] bytes = in.bytes();
        int end = BitPacking.readUnary(bytes, in.position(), in.end(), dest, count);
        in.take(end - in.position());
        if (largeSize > 0) {
            readLarge(bytes, large, large + largeSize, dest, count);
        }
        for (int from = 0; from < count; from += BLOCK) {
            int k = parameters[from / BLOCK];
            int to = Math.min(count, from + BLOCK);
            int length = bytesOf((to - from) * k);
            if (bytes.length - at >= length + 15) {
                BitPacking.unpackBelow(bytes, at, k, dest, from, to);
            } else {
                System.arraycopy(bytes, at, tail, 0, length); // whole words cannot be read this close to the end
                BitPacking.unpackBelow(tail, 0, k, dest, from, to);
            }
            at += length;
        }
    }

    private int measureBlock(long[] numbers, int from, int to) {
        int count = to - from;
        long any = 0;
        long sum = 0;
        for (int i = from; i < to; i++) {
            any |= numbers[i];
            sum += numbers[i];
        }
        int k = parameterFor(any >>> 56 == 0 ? sum : saturatingSum(numbers, from, to, Long.MAX_VALUE), count);
        if (Long.compareUnsigned(any >>> k, LARGE) >= 0) {
            k = withoutOutliers(numbers, from, to, k);
            for (int i = from; i < to; i++) {
                long quotient = numbers[i] >>> k;
                if (quotient < 0 || quotient >= LARGE) {
                    largeBytes += BlobWriter.varintSize(quotient - LARGE);
                    unaryBits += LARGE;
                } else {
                    unaryBits += quotient;
                }
            }
        } else {
            long quotients = 0;
            for (int i = from; i < to; i++) {
                quotients += numbers[i] >>> k;
            }
            unaryBits += quotients;
        }
        lowBytes += bytesOf(count * k);
        return k;
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
            int lower = parameterFor(saturatingSum(numbers, from, to, limit), to - from);
            if (lower >= k) {
                return k;
            }
            k = lower;
        }
    }

    private static double saturatingSum(long[] numbers, int from, int to, long limit) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            long number = numbers[i];
            sum += number < 0 || number > limit ? limit : number;
        }
        return sum;
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
        for (int i = 0; i < count; i++) {
            long quotient = numbers[i] >>> parameters[i / BLOCK];
            if (quotient < 0 || quotient >= LARGE) {
                out.putVarint(quotient - LARGE);
            }
        }
    }

    private static void readLarge(byte[] bytes, int from, int to, long[] numbers, int count) {
        BlobReader list = new BlobReader();
        list.open(bytes, from, to);
        for (int i = 0; i < count; i++) {
            if (numbers[i] == LARGE) {
                numbers[i] = LARGE + list.getVarint();
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

package io.holcstore.internal.bits;

import io.holcstore.error.ChunkFormatException;
import java.util.Arrays;

/**
 * Encodes numbers of 64 bits, most of them small, in blocks of {@value #BLOCK}. Each block has a Rice parameter k: the
 * k low bits of every number are packed, and the rest of it (its quotient) is written as that number of zeros and a
 * one.
 *
 * <pre>
 * byte      bits 0-5: the smallest k; bits 6-7: half of w, the number of bits of the difference between
 *           a block's k and the smallest (0, 2, 4 or 6)
 * bits      k of each block minus the smallest, w bits each, filled up to a whole byte
 * varint    number of bytes of the list of large quotients
 * varints   the large quotients minus {@value #LARGE}, in order
 * bits      for each block, the k low bits of each number, each block filled up to a whole byte
 * bits      for each number, as many zeros as its quotient and a one, or {@value #LARGE} zeros and a one for
 *           a large quotient ({@value #LARGE} or more); filled up to a whole byte
 * </pre>
 *
 * <p>Bytes are filled from their lowest bit up. The reader must know how many numbers there are. Without numbers,
 * nothing is written.
 *
 * <p>Not thread-safe: it keeps the result of {@link #measure} for {@link #write}.
 */
public final class BlockRice {
    public static final int BLOCK = 128;
    static final int LARGE = 32;

    private static final int LARGE_BITS = Integer.numberOfTrailingZeros(LARGE);
    private static final long LARGE_AMONG_EIGHT = 0x0101010101010101L * LARGE;

    /**
     * The parameter grows by one when the mean exceeds this multiple of 2^k: from there on it gives the shorter code
     * for geometric residuals.
     */
    private static final double MEAN_PER_STEP = 2.078;

    /** A number with at least so many bits above the parameter is far above the others. */
    private static final int JUMP_BITS = 4;

    private static final byte[] NOTHING = new byte[0];

    private final byte[] tail = new byte[BLOCK * Long.BYTES + 16];
    private final BlobReader largeReader = new BlobReader();
    private final BlobWriter list = new BlobWriter();
    private byte[] parameters = new byte[0];
    private byte[] quotients = new byte[0];
    private byte[] bytes = NOTHING;
    private int opened;
    private int lowAt;
    private long[] wide = new long[0];
    private int width;
    private int least;
    private long lowBytes;
    private boolean large;
    private final int[] blocksOf = new int[64];
    private int measuredBlocks;
    private int jumpingBlocks;

    /**
     * Chooses the parameters for {@code numbers[0, count)}, one for each block.
     *
     * @return approximately the number of bytes that {@link #write} writes, without large quotients
     */
    public long measure(long[] numbers, int count) {
        jumpingBlocks = 0;
        measuredBlocks = blocks(count);
        if (count == 0) {
            return 0;
        }
        int blocks = measuredBlocks;
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
                sum = sumOf(numbers, from, to, codeLimit(k));
                large = true;
            }
            jumpingBlocks += any >>> k >>> JUMP_BITS == 0 ? 0 : 1;
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

    /** Returns whether half of the blocks that were measured last have a number far above the others. */
    public boolean hasJumps() {
        return jumpingBlocks > 0 && 2 * jumpingBlocks >= measuredBlocks;
    }

    /** Returns the median of the parameters that were chosen last. */
    public int typicalParameter() {
        Arrays.fill(blocksOf, 0);
        for (int block = 0; block < measuredBlocks; block++) {
            blocksOf[parameters[block]]++;
        }
        int k = 0;
        for (int blocks = blocksOf[0]; 2 * blocks < measuredBlocks; blocks += blocksOf[k]) {
            k++;
        }
        return k;
    }

    /** Estimates the number of bits of {@code numbers[0, count)} as one block. */
    public static long expectedBits(long[] numbers, int count) {
        long any = anyBits(numbers, 0, count);
        double sum = any >>> 56 == 0 ? sum(numbers, 0, count) : wideSum(numbers, 0, count, Long.MAX_VALUE);
        int k = parameterFor(sum, count);
        return (long) count * k + expectedUnaryBits(sum, count, k);
    }

    /** Estimates the bits of the quotients. They are rounded down, by half a step on average, and a step is 2^k. */
    private static long expectedUnaryBits(double sum, int count, int k) {
        double step = Double.longBitsToDouble((1023L - k) << 52);
        return count + (long) Math.max(0, sum * step - count * (1 - step) / 2);
    }

    /** Writes the numbers that were measured last. */
    public void write(long[] numbers, int count, BlobWriter out) {
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
            bit = Unary.write(numbers, from, to, parameters[block], bytes, at, bit);
        }
        out.advance((int) (lowBytes + bytesOf(bit)));
    }

    /**
     * Reads {@code count} numbers to {@code dest[0, count)}.
     *
     * @throws ChunkFormatException when the bytes end too early, or are not valid
     */
    public void read(BlobReader in, int count, long[] dest) {
        open(in, count);
        next(dest, 0, count);
    }

    /**
     * Reads {@code count} numbers except for their low bits, which {@link #next} adds.
     *
     * @throws ChunkFormatException when the bytes end too early, or are not valid
     */
    public void open(BlobReader in, int count) {
        if (count == 0) {
            return;
        }
        long size = readParameters(in, count);
        int largeSize = in.getVarint(in.remaining(), "bytes of large quotients");
        int largeAt = in.take(largeSize);
        lowAt = in.take(size);
        bytes = in.bytes();
        opened = count;
        large = largeSize > 0;
        largeReader.open(bytes, largeAt, largeAt + largeSize);
        quotients = Bytes.atLeast(quotients, count + Unary.SLACK);
        int end = Unary.read(bytes, in.position(), in.end(), quotients, count);
        in.take(end - in.position());
    }

    /**
     * Writes the opened numbers {@code [from, to)} to {@code dest}, at the same indexes. Must be called for consecutive
     * stretches of whole blocks.
     */
    public void next(long[] dest, int from, int to) {
        for (int first = from; first < to; first += BLOCK) {
            int k = parameters[first / BLOCK];
            int last = Math.min(to, first + BLOCK);
            int length = bytesOf((last - first) * k);
            if (bytes.length - lowAt >= length + 15) {
                BitPacking.unpack(bytes, lowAt, k, quotients, dest, first, last);
            } else {
                System.arraycopy(bytes, lowAt, tail, 0, length); // whole words cannot be read near the end of the array
                BitPacking.unpack(tail, 0, k, quotients, dest, first, last);
            }
            lowAt += length;
            if (large) {
                addLarge(dest, first, last, k);
            }
        }
        if (to == opened) { // an idle reader must not keep the blob in memory
            bytes = NOTHING;
            largeReader.close();
        }
    }

    private static long anyBits(long[] numbers, int from, int to) {
        long any = 0;
        int i = from;
        for (; i <= to - 4; i += 4) { // faster than what JDK 17 makes of a simple loop
            any |= numbers[i] | numbers[i + 1] | numbers[i + 2] | numbers[i + 3];
        }
        for (; i < to; i++) {
            any |= numbers[i];
        }
        return any;
    }

    private static long sum(long[] numbers, int from, int to) {
        long sum = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            sum += (numbers[i] + numbers[i + 1]) + (numbers[i + 2] + numbers[i + 3]);
        }
        for (; i < to; i++) {
            sum += numbers[i];
        }
        return sum;
    }

    /** Returns the sum of unsigned numbers, with {@code limit} in place of greater ones. */
    private static double wideSum(long[] numbers, int from, int to, long limit) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            long number = numbers[i];
            sum += number < 0 || number > limit ? limit : number;
        }
        return sum;
    }

    /** Returns the best parameter for numbers with a geometric distribution. */
    private static int parameterFor(double sum, int count) {
        double steps = sum / (count * MEAN_PER_STEP);
        return steps <= 1 ? 0 : Math.min(63, Math.getExponent(steps) + 1);
    }

    /**
     * Returns the parameter without the effect of outliers: a few numbers far above the others must not decide, so each
     * counts at most as much as its code is long.
     */
    private static int withoutOutliers(long[] numbers, int from, int to, int first) {
        int k = first;
        while (true) {
            int lower = parameterFor(sumOf(numbers, from, to, codeLimit(k)), to - from);
            if (lower >= k) {
                return k;
            }
            k = lower;
        }
    }

    /** Returns a number whose quotients take as many bits as a large one. */
    private static long codeLimit(int k) {
        return k + 6 > 55 ? Long.MAX_VALUE : 1L << (k + 6);
    }

    /** Returns the sum of unsigned numbers, with {@code limit} in place of greater ones. */
    private static double sumOf(long[] numbers, int from, int to, long limit) {
        return limit == Long.MAX_VALUE ? wideSum(numbers, from, to, limit) : cappedSum(numbers, from, to, limit);
    }

    private static long cappedSum(long[] numbers, int from, int to, long limit) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            long number = numbers[i];
            sum += number < 0 ? limit : Math.min(number, limit);
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

    /** Reads the parameters and returns the number of bytes of the low bits. */
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
            if (anyBits(numbers, from, to) >>> k >>> LARGE_BITS != 0) {
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

    /** Adds the rest of their quotient to the numbers that were read with the quotient {@link #LARGE}. */
    private void addLarge(long[] numbers, int from, int to, int k) {
        for (int first = from; first < to; first += Long.BYTES) {
            if ((Bytes.getLong(quotients, first) & LARGE_AMONG_EIGHT) == 0) {
                continue; // the usual case
            }
            for (int i = first; i < Math.min(to, first + Long.BYTES); i++) {
                if (quotients[i] == LARGE) {
                    numbers[i] += largeReader.getVarint() << k;
                }
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

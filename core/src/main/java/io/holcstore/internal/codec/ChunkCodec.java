package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.Bytes;
import io.holcstore.internal.lz4.Lz4FrameReader;
import io.holcstore.internal.lz4.Lz4FrameWriter;
import io.holcstore.store.Encoding;
import java.util.Objects;

/**
 * Encodes the values of one chunk as one blob, and decodes them. NaN means "no value". Every other bit pattern of a
 * double (-0.0, subnormals, infinities) is preserved, and any NaN is decoded as a NaN.
 *
 * <p>LZ4 is loaded with the first blob that needs it: every blob of {@link Encoding#LZ4}, and compact blobs with values
 * that recur without order. It is the native library when there is one for the platform, which JDK 24 and later report
 * as a restricted method unless the application runs with {@code --enable-native-access=org.lz4.java} (on the class
 * path: {@code ALL-UNNAMED}). With {@code -Dholcstore.lz4=java} it is the implementation in plain Java instead, without
 * a warning. That takes about 1.6 times as long to compress and 3.5 times as long to decompress. Each reads the output
 * of the other, but their bytes differ.
 *
 * <p>Not thread-safe: it reuses buffers that grow to the size of the largest chunk, so that encoding allocates only its
 * result and decoding nothing. Create one for each thread or operation and use it for many chunks.
 */
public final class ChunkCodec {
    /**
     * The most slots of a chunk: 4 years of seconds. An array has room for 8 bytes for each value and what an encoding
     * adds.
     */
    private static final int MAX_SLOTS = 1 << 27;

    /** The number of values when a blob does not contain it. */
    public static final int UNKNOWN = -1;

    private static final String COMPACT = "compact";

    /** The dtype of a frame of this library. */
    public static final String FLOAT64 = "float64";

    private final Lz4FrameWriter writer = new Lz4FrameWriter();
    private final Lz4FrameReader reader = new Lz4FrameReader();
    private final Encoding encoding;
    private final int slotsPerDay;
    private final CompactEncoder encoder = new CompactEncoder();
    private final CompactDecoder decoder = new CompactDecoder();
    private final Runs gaps = new Runs();
    private byte[] raw = new byte[0];
    private double[] whole = new double[0];

    private ChunkCodec(Encoding encoding, int slotsPerDay) {
        this.encoding = encoding;
        this.slotsPerDay = slotsPerDay;
    }

    /**
     * Returns a codec that writes {@code encoding} and reads every encoding.
     *
     * @param slotsPerDay the number of values in a day on the chunk's grid (96 at 15 minutes, 1 at a day or longer):
     *      the lag of daily patterns, which an encoding may use to predict values
     * @throws IllegalArgumentException when {@code slotsPerDay} is less than 1
     */
    public static ChunkCodec of(Encoding encoding, int slotsPerDay) {
        Objects.requireNonNull(encoding, "encoding");
        if (slotsPerDay < 1) {
            throw new IllegalArgumentException("slotsPerDay must be at least 1, but got " + slotsPerDay);
        }
        return new ChunkCodec(encoding, slotsPerDay);
    }

    /** Returns an LZ4 frame without content, which other software uses for a deleted chunk. */
    public static byte[] emptyFrame() {
        return new byte[] {0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, (byte) 0x82, 0, 0, 0, 0};
    }

    /** Returns whether a blob of this dtype is one LZ4 frame, which other software reads. */
    public static boolean isFrame(String dtype) {
        return !dtype.equals(COMPACT);
    }

    /** Returns the dtype of this codec's blobs, with at most 16 characters. */
    public String dtype() {
        return encoding == Encoding.COMPACT ? COMPACT : FLOAT64;
    }

    /**
     * Returns the blob of {@code values[from, to)} in a new array. The same values give the same bytes. A NaN of any
     * payload is written as {@link Double#NaN}.
     *
     * @throws IndexOutOfBoundsException when the range is not in the array
     * @throws IllegalArgumentException when the range is longer than a blob can be (134 million values)
     */
    public byte[] encode(double[] values, int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        int size = rawSize(to - from, Long.BYTES);
        if (encoding == Encoding.COMPACT) {
            return encoder.encode(values, from, to, slotsPerDay);
        }
        raw = Bytes.atLeast(raw, size);
        for (int i = from; i < to; i++) {
            Bytes.putLong(raw, (i - from) * Long.BYTES, Double.doubleToLongBits(values[i])); // makes all NaN equal
        }
        return writer.write(raw, size);
    }

    /**
     * Decodes all values of a chunk of {@code slots} values to {@code dest[at, at + slots)}.
     *
     * @see #decode(String, byte[], int, int, int, double[], int)
     */
    public void decode(String dtype, byte[] blob, int slots, double[] dest, int at) {
        decode(dtype, blob, slots, 0, slots, dest, at);
    }

    /**
     * Decodes the values {@code [fromSlot, toSlot)} of a chunk of {@code slots} values to {@code dest} from {@code at}
     * on. Takes as long as decoding all of them. After an exception, these elements of {@code dest} are undefined.
     *
     * @param dtype the dtype that is stored with the blob: {@code compact}, or the number type of an LZ4 frame
     *      ({@code float64}, {@code float32}, {@code float16}, {@code int64} to {@code int8}, {@code uint64} to
     *      {@code uint8}, {@code bool}; little-endian, or with the byte order as in {@code >f8} and {@code <i4})
     * @return how many of all {@code slots} have a value, or {@link #UNKNOWN} for a frame, which does not contain the
     *      number
     * @throws ChunkFormatException when the dtype is unknown, the blob is corrupt or cut short, contains more or fewer
     *      than {@code slots} values, contains an integer that no double equals, or is a compact chunk with a NaN
     *      outside its gaps
     * @throws IndexOutOfBoundsException when the slots are not in the chunk or do not fit in {@code dest}
     */
    public int decode(String dtype, byte[] blob, int slots, int fromSlot, int toSlot, double[] dest, int at) {
        Objects.checkFromToIndex(fromSlot, toSlot, slots);
        Objects.checkFromIndexSize(at, toSlot - fromSlot, dest.length);
        if (dtype.equals(COMPACT)) {
            return decodeCompact(blob, slots, fromSlot, toSlot, dest, at);
        }
        Dtype type = Dtype.parse(dtype);
        byte[] content = reader.read(blob, rawSize(slots, type.width()));
        type.read(content, fromSlot, toSlot, dest, at);
        return UNKNOWN;
    }

    /**
     * Returns the number of slots of a blob, or -1 when the blob does not contain it. Reads only its first bytes and
     * checks nothing: decoding with this number of slots shows whether it is right. Takes a few nanoseconds.
     *
     * @throws ChunkFormatException when the dtype is unknown, the blob is cut short, or its size is not a multiple of
     *      the size of a value
     */
    public int slots(String dtype, byte[] blob) {
        long slots = dtype.equals(COMPACT) ? CompactDecoder.slots(blob) : frameSlots(dtype, blob);
        if (slots > MAX_SLOTS || slots < -1) {
            throw new ChunkFormatException("expected a chunk of at most " + MAX_SLOTS + " slots but got one of "
                    + Long.toUnsignedString(slots));
        }
        return (int) slots;
    }

    private static long frameSlots(String dtype, byte[] blob) {
        int width = dtype.equals(FLOAT64) ? Double.BYTES : Dtype.parse(dtype).width();
        long bytes = Lz4FrameReader.recordedSize(blob);
        if (bytes >= 0 && bytes % width != 0) {
            throw new ChunkFormatException("expected values of " + width + " bytes but got a frame of " + bytes);
        }
        return bytes < 0 ? -1 : bytes / width;
    }

    /**
     * Finds the longest runs of slots without a value, in order. For a compact chunk it reads only the list of gaps;
     * for an LZ4 frame it reads every value. The consumer must not use this codec.
     *
     * @return how many slots have a value
     * @throws ChunkFormatException as {@link #decode(String, byte[], int, int, int, double[], int) decode}, as far as
     *      the blob is read
     */
    public int forEachGap(String dtype, byte[] blob, int slots, GapConsumer consumer) {
        Runs gaps = gaps(dtype, blob, slots);
        for (int run = 0; run < gaps.count(); run++) {
            consumer.gap(gaps.from(run), gaps.to(run));
        }
        return slots - gaps.total();
    }

    private Runs gaps(String dtype, byte[] blob, int slots) {
        if (dtype.equals(COMPACT)) {
            return decoder.gaps(blob, slots);
        }
        whole = whole.length >= slots ? whole : new double[slots];
        decode(dtype, blob, slots, whole, 0);
        gaps.findGaps(whole, 0, slots);
        return gaps;
    }

    private int decodeCompact(byte[] blob, int slots, int fromSlot, int toSlot, double[] dest, int at) {
        if (fromSlot == 0 && toSlot == slots) {
            return decoder.decode(blob, slots, dest, at);
        }
        whole = whole.length >= slots ? whole : new double[slots];
        int present = decoder.decode(blob, slots, whole, 0);
        System.arraycopy(whole, fromSlot, dest, at, toSlot - fromSlot);
        return present;
    }

    private static int rawSize(int slots, int width) {
        if (slots > MAX_SLOTS) {
            throw new IllegalArgumentException("a chunk can have at most " + MAX_SLOTS + " slots, but got " + slots
                    + ": use shorter chunks (YEAR_MONTH) or a longer step");
        }
        return slots * width;
    }
}

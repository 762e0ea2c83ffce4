package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.Bytes;
import io.holcstore.internal.lz4.Lz4FrameReader;
import io.holcstore.internal.lz4.Lz4FrameWriter;
import io.holcstore.store.Encoding;
import java.util.Objects;

/**
 * The values of one chunk to one blob and back. NaN means "no value"; every other bit pattern of a double (-0.0,
 * subnormals, infinities) comes back as it went in, and any NaN comes back as a NaN.
 *
 * <p>LZ4 is loaded with the first blob that needs it: every blob of {@link Encoding#LZ4}, and those compact ones whose
 * values return without order. It is the native library where one fits the platform, which JDK 24 and later report as a
 * restricted method unless the application runs with {@code --enable-native-access=org.lz4.java} (on the class path:
 * {@code ALL-UNNAMED}). With {@code -Dholcstore.lz4=java} it is the implementation in plain Java instead, without a
 * warning: it takes about 1.6 times as long to compress and 3.5 times as long to decompress. Either reads what the
 * other wrote; their bytes differ.
 *
 * <p>Not thread-safe: it owns buffers that grow to the largest chunk seen and are used again, so that encoding
 * allocates its result alone and decoding nothing. Make one per thread or operation and keep it for many chunks.
 */
public final class ChunkCodec {
    /** Leaves room in an array for what an encoding adds to 8 bytes a value; 4 years of seconds. */
    private static final int MAX_SLOTS = 1 << 27;

    /** Of a number of values that a blob does not say. */
    public static final int UNKNOWN = -1;

    private static final String COMPACT = "compact";

    /** What a frame of this library is called. */
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
     * A codec that writes {@code encoding} and reads every encoding.
     *
     * @param slotsPerDay values a day on the chunk's grid (96 at 15 minutes, 1 at a day or longer): the lag of daily
     *     patterns, which an encoding may use to predict
     * @throws IllegalArgumentException when {@code slotsPerDay} is less than 1
     */
    public static ChunkCodec of(Encoding encoding, int slotsPerDay) {
        Objects.requireNonNull(encoding, "encoding");
        if (slotsPerDay < 1) {
            throw new IllegalArgumentException("slotsPerDay is 1 or more, but got " + slotsPerDay);
        }
        return new ChunkCodec(encoding, slotsPerDay);
    }

    /** One LZ4 frame without content, which other software has in place of a chunk that was deleted. */
    public static byte[] emptyFrame() {
        return new byte[] {0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, (byte) 0x82, 0, 0, 0, 0};
    }

    /** Whether a blob of this kind is one LZ4 frame, which other software reads. */
    public static boolean isFrame(String dtype) {
        return !dtype.equals(COMPACT);
    }

    /** What this codec's blobs are called in the dtype column: at most 16 characters. */
    public String dtype() {
        return encoding == Encoding.COMPACT ? COMPACT : FLOAT64;
    }

    /**
     * The blob of {@code values[from, to)}, in an array of its own. The same values give the same bytes; a NaN of any
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
            Bytes.putLong(raw, (i - from) * Long.BYTES, Double.doubleToLongBits(values[i])); // makes all NaN one
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
     * on. Costs as much as decoding them all. What stands in those places of {@code dest} after an exception is
     * undefined.
     *
     * @param dtype the blob's kind as stored beside it: {@code compact}, or the number type of an LZ4 frame
     *     ({@code float64}, {@code float32}, {@code float16}, {@code int64} to {@code int8}, {@code uint64} to
     *     {@code uint8}, {@code bool}; little-endian, or with the byte order as in {@code >f8} and {@code <i4})
     * @return how many of all {@code slots} have a value, or {@link #UNKNOWN} of a frame, which does not say
     * @throws ChunkFormatException when the dtype is unknown, the blob is corrupt or cut short, holds more or fewer
     *     than {@code slots} values, an integer that no double equals, or in a compact chunk a NaN elsewhere than in
     *     its gaps
     * @throws IndexOutOfBoundsException when the slots are not in the chunk or have no room in {@code dest}
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
     * How many slots a blob was written of, or -1 where it does not say. Read from its first bytes, of which nothing is
     * checked: whoever decodes with this number of slots finds out whether it is right. Costs a few nanoseconds.
     *
     * @throws ChunkFormatException when the dtype is unknown, the blob is cut short, or its size is not a number of
     *     such values
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
     * The longest runs of slots without a value, in order. Of a compact chunk only the list of gaps is read; of an LZ4
     * frame every value. The consumer must not use this codec.
     *
     * @return how many slots have a value
     * @throws ChunkFormatException as {@link #decode(String, byte[], int, int, int, double[], int) decode}, as far as
     *     the blob is read
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
            throw new IllegalArgumentException("a chunk has at most " + MAX_SLOTS + " slots, but got " + slots
                    + ": choose shorter chunks (YEAR_MONTH) or a longer step");
        }
        return slots * width;
    }
}

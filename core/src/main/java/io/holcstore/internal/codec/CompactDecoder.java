package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Checksum;

/** Decodes the output of {@link CompactEncoder}. Not thread-safe. */
final class CompactDecoder {
    private final Checksum checksum = new Checksum();
    private final BlobReader in = new BlobReader();
    private final Runs gaps = new Runs();
    private final Runs repeats = new Runs();
    private final BlockRice rice = new BlockRice();
    private final Integers integers = new Integers();
    private final RiceLayout riceLayout = new RiceLayout();
    private final PlanesLayout planesLayout = new PlanesLayout();
    private final Lz4Layout lz4Layout = new Lz4Layout();
    private final RareLayouts rare = new RareLayouts();

    /** Decodes all {@code slots} values to {@code dest} from {@code at} on, and returns how many are not gaps. */
    int decode(byte[] blob, int slots, double[] dest, int at) {
        Layout.ofCode(firstByte(blob)); // reports an unknown version before any other error
        return read(blob, 0, checksum.verify(blob), slots, dest, at);
    }

    /** Does the same as {@link #decode} for a chunk without checksum in {@code bytes[from, to)}. */
    int read(byte[] bytes, int from, int to, int slots, double[] dest, int at) {
        try {
            Layout layout = open(bytes, from, to, slots);
            int present = slots - gaps.total();
            repeats.read(rice, in, present);
            if (repeats.count() > 0 && repeats.from(0) == 0) {
                throw new ChunkFormatException("expected a value before the first repeat but got none");
            }
            int count = present - repeats.total();
            switch (layout) {
                case RICE, JUMPS -> {
                    integers.read(rice, in, count, slots);
                    riceLayout.read(
                            in,
                            integers,
                            layout == Layout.JUMPS,
                            repeats.count() == 0 ? gaps : Runs.NONE,
                            slots,
                            dest,
                            at);
                    integers.finish(dest, at);
                    requireNumbers(integers.canMakeNaN() ? count : 0, dest, at);
                }
                case PLANES -> {
                    integers.read(rice, in, count, count);
                    planesLayout.read(in, integers);
                    integers.toValues(0, count, dest, at);
                    integers.finish(dest, at);
                    requireNumbers(integers.canMakeNaN() ? count : 0, dest, at);
                }
                case LZ4 -> {
                    lz4Layout.read(in, count, dest, at);
                    requireNumbers(count, dest, at);
                }
                case RANKS ->
                    rare.ranks().read(rice, in, count, repeats.count() == 0 ? gaps : Runs.NONE, slots, dest, at);
                case FREQUENT -> {
                    rare.frequent().read(in, count, dest, at);
                    requireNumbers(count, dest, at);
                }
                case RAW -> {
                    RawLayout.read(in, count, dest, at);
                    requireNumbers(count, dest, at);
                }
            }
            if (in.remaining() != 0) {
                throw new ChunkFormatException(
                        "expected the end of a compact chunk but got " + in.remaining() + " more bytes");
            }
            repeats.fillRepeats(dest, at, count, present);
            gaps.fillGaps(dest, at, present, slots);
            return present;
        } finally {
            in.close();
        }
    }

    /** Checks that NaN occurs only in gaps, so that reading the gaps and decoding the values give the same result. */
    static void requireNumbers(int count, double[] values, int at) {
        for (int i = at; i < at + count; i++) {
            if (Double.isNaN(values[i])) {
                throw new ChunkFormatException(
                        "expected NaN only in the gaps of a compact chunk but got one elsewhere");
            }
        }
    }

    /**
     * Returns the gaps of a chunk of {@code slots} slots, which are valid until the next call. Does not decode the
     * values.
     */
    Runs gaps(byte[] blob, int slots) {
        Layout.ofCode(firstByte(blob));
        return readGaps(blob, 0, checksum.verify(blob), slots);
    }

    /** Does the same as {@link #gaps} for a chunk without checksum in {@code bytes[from, to)}. */
    Runs readGaps(byte[] bytes, int from, int to, int slots) {
        try {
            open(bytes, from, to, slots);
            return gaps;
        } finally {
            in.close();
        }
    }

    /** Returns the number of slots in the head of a chunk, and reads nothing else. */
    static long slots(byte[] blob) {
        firstByte(blob);
        long slots = 0;
        for (int i = 1; i < blob.length; i++) {
            slots |= (blob[i] & 0x7fL) << (7 * (i - 1));
            if (blob[i] >= 0 || i == 9) {
                return slots;
            }
        }
        throw new ChunkFormatException("expected a compact chunk but got the end of the blob");
    }

    private static int firstByte(byte[] blob) {
        if (blob.length <= Checksum.SIZE) {
            throw new ChunkFormatException("expected a compact chunk but got a blob of " + blob.length + " bytes");
        }
        return blob[0] & 0xff;
    }

    /** Reads a chunk up to the end of the gaps. */
    private Layout open(byte[] bytes, int from, int to, int slots) {
        in.open(bytes, from, to);
        Layout layout = Layout.ofCode(in.getByte());
        long recordedSlots = in.getVarint();
        if (recordedSlots != slots) {
            throw new ChunkFormatException(
                    "expected " + slots + " slots but got a compact chunk of " + Long.toUnsignedString(recordedSlots));
        }
        gaps.read(rice, in, slots);
        return layout;
    }
}

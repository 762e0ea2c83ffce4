package io.holcstore.codec;

import io.holcstore.error.ChunkFormatException;
import java.util.zip.CRC32C;

/** Decodes what {@link CompactEncoder} wrote. Not thread-safe. */
final class CompactDecoder {
    private static final int CHECKSUM = Integer.BYTES;

    private final CRC32C checksum = new CRC32C();
    private final BlobReader in = new BlobReader();
    private final Runs gaps = new Runs();
    private final Runs repeats = new Runs();
    private final BlockRice rice = new BlockRice();
    private final Integers integers = new Integers();
    private final RiceLayout riceLayout = new RiceLayout();
    private final PlanesLayout planesLayout = new PlanesLayout();
    private final Lz4Layout lz4Layout = new Lz4Layout();

    /** Decodes all {@code slots} values to {@code dest} from {@code at} on. */
    void decode(byte[] blob, int slots, double[] dest, int at) {
        try {
            Layout layout = open(blob, slots);
            int present = slots - gaps.total();
            repeats.read(rice, in, present);
            if (repeats.count() > 0 && repeats.from(0) == 0) {
                throw new ChunkFormatException("expected a value before the first repeat but got none");
            }
            int count = present - repeats.total();
            switch (layout) {
                case RICE -> {
                    integers.read(rice, in, count, slots);
                    riceLayout.read(in, integers, repeats.count() == 0 ? gaps : Runs.NONE, slots, dest, at);
                    integers.finish(dest, at);
                }
                case PLANES -> {
                    integers.read(rice, in, count, count);
                    planesLayout.read(in, integers);
                    integers.toValues(0, count, dest, at);
                    integers.finish(dest, at);
                }
                case LZ4 -> lz4Layout.read(in, count, dest, at);
                case RAW -> RawLayout.read(in, count, dest, at);
            }
            if (in.remaining() != 0) {
                throw new ChunkFormatException(
                        "expected the end of a compact chunk but got " + in.remaining() + " more bytes");
            }
            repeats.fillRepeats(dest, at, count, present);
            gaps.fillGaps(dest, at, present, slots);
        } finally {
            in.close();
        }
    }

    /** The gaps of a chunk of {@code slots} slots, valid until the next call. Does not decode the values. */
    Runs gaps(byte[] blob, int slots) {
        try {
            open(blob, slots);
            return gaps;
        } finally {
            in.close();
        }
    }

    /** Checks the blob and reads it as far as the gaps. */
    private Layout open(byte[] blob, int slots) {
        int end = blob.length - CHECKSUM;
        if (end < 1) {
            throw new ChunkFormatException("expected a compact chunk but got a blob of " + blob.length + " bytes");
        }
        Layout layout = Layout.ofCode(blob[0] & 0xff);
        checksum.reset();
        checksum.update(blob, 0, end);
        int recorded = Bytes.getInt(blob, end);
        if (recorded != (int) checksum.getValue()) {
            throw new ChunkFormatException("expected the checksum " + Integer.toHexString(recorded) + " but got "
                    + Integer.toHexString((int) checksum.getValue()) + ": the chunk is corrupt");
        }
        in.open(blob, 1, end);
        long recordedSlots = in.getVarint();
        if (recordedSlots != slots) {
            throw new ChunkFormatException(
                    "expected " + slots + " slots but got a compact chunk of " + Long.toUnsignedString(recordedSlots));
        }
        gaps.read(rice, in, slots);
        return layout;
    }
}

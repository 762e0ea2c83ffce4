package io.holcstore.internal.codec;

import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Checksum;

/**
 * Encodes a chunk compactly: removes gaps and repeats, converts doubles to integers, and writes the smallest of the
 * layouts that it tries. The package description contains the format. Not thread-safe.
 */
final class CompactEncoder {
    private final BlobWriter blob = new BlobWriter();
    private final BlobWriter head = new BlobWriter();
    private final Checksum checksum = new Checksum();
    private final Runs gaps = new Runs();
    private final Runs repeats = new Runs();
    private final BlockRice rice = new BlockRice();
    private final Integers integers = new Integers();
    private final RiceLayout riceLayout = new RiceLayout();
    private final PlanesLayout planesLayout = new PlanesLayout();
    private final Lz4Layout lz4Layout = new Lz4Layout();
    private final Ranking ranking = new Ranking();
    private final RareLayouts rare = new RareLayouts();
    private final Repetition repetition = new Repetition();
    private double[] values = new double[0];

    /** Returns the blob of {@code source[from, to)} in a new array. */
    byte[] encode(double[] source, int from, int to, int slotsPerDay) {
        blob.clear();
        write(source, from, to, slotsPerDay, blob);
        checksum.write(blob);
        return blob.toByteArray();
    }

    /** Writes the chunk of {@code source[from, to)} without a checksum to {@code out}, from its position on. */
    void write(double[] source, int from, int to, int slotsPerDay, BlobWriter out) {
        int slots = to - from;
        values = values.length > slots ? values : new double[slots + 1];
        int present = gaps.cutGaps(source, from, to, values);
        int count = repeats.cutRepeats(values, present);

        integers.map(values, count);
        head.clear();
        integers.write(rice, head);
        Layout layout = smallest(count, slots, slotsPerDay);

        int start = out.position();
        out.putByte(layout.code(layout.isMapped() ? integers.mapping().since() : 1));
        out.putVarint(slots);
        gaps.write(rice, out);
        repeats.write(rice, out);
        int body = out.position();
        writeBody(layout, count, out);
        if (out.position() - body
                > RawLayout.size(count)) { // a size was underestimated, which happens for a few unusual values
            out.buffer()[start] = (byte) Layout.RAW.code();
            out.rewind(body);
            RawLayout.write(values, count, out);
        }
    }

    private Layout smallest(int count, int slots, int slotsPerDay) {
        Runs cutFromSlots = repeats.count() == 0 ? gaps : Runs.NONE;
        long size = head.position() + riceLayout.measure(integers, cutFromSlots, slots, slotsPerDay);
        long saved = riceLayout.cutJumps();
        Layout best = saved > 0 ? Layout.JUMPS : Layout.RICE;
        size -= saved;
        if (repetition.isLikely(values, count, 8.0 * size / count)) {
            long planesSize = head.position() + planesLayout.measure(integers);
            if (planesSize < size) {
                best = Layout.PLANES;
                size = planesSize;
            }
            long lz4Size = lz4Layout.measure(values, count);
            if (lz4Size < size) {
                best = Layout.LZ4;
                size = lz4Size;
            }
        }
        if (integers.mapping().corrected() || ranking.isLikely(integers, 8.0 * size / count)) {
            long ranksSize = rare.ranks().measure(ranking, rice, values, count, cutFromSlots, slots, slotsPerDay);
            if (ranksSize < size) {
                best = Layout.RANKS;
                size = ranksSize;
            }
        }
        if (best == Layout.LZ4 || size >= RawLayout.size(count) / 16 * 15) { // only equal values make it smaller
            long frequentSize = rare.frequent().measure(values, count);
            if (frequentSize < size) {
                best = Layout.FREQUENT;
                size = frequentSize;
            }
        }
        return size < RawLayout.size(count) ? best : Layout.RAW;
    }

    private void writeBody(Layout layout, int count, BlobWriter out) {
        switch (layout) {
            case RICE, JUMPS -> {
                out.putBytes(head.buffer(), head.position());
                riceLayout.write(out);
            }
            case PLANES -> {
                out.putBytes(head.buffer(), head.position());
                planesLayout.write(out);
            }
            case LZ4 -> lz4Layout.write(out);
            case RANKS -> rare.ranks().write(out);
            case FREQUENT -> rare.frequent().write(out);
            case RAW -> RawLayout.write(values, count, out);
        }
    }
}

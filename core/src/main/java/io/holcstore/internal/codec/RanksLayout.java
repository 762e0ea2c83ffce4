package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.BlockRice;

/**
 * A list of the different values and, for each value, its place in the list (its rank). Used for series of few
 * different values that are far apart, such as readings of sensors with a coarse step. Since version 2 of the format.
 *
 * <pre>
 * varint           d: the number of different values
 * {@link Integers}         of the different values, of which there are d, in ascending order
 * RICE             the numbers of the different values: {@link RiceLayout} from the predictor on
 * RICE             the ranks, 0 to d - 1, in the same form
 * </pre>
 *
 * <p>The ranks lie on the slots of the chunk, as the numbers of {@link RiceLayout} do. The order of the list does not
 * matter to the reader. Not thread-safe.
 */
final class RanksLayout {
    private final Integers list = new Integers();
    private final Integers ranks = new Integers();
    private final RiceLayout listRice = new RiceLayout();
    private final RiceLayout rankRice = new RiceLayout();
    private final BlobWriter head = new BlobWriter();
    private double[] distinct = new double[0];

    /**
     * Returns approximately the number of bytes that {@link #write} writes, or {@link Long#MAX_VALUE} when there are
     * too many different values.
     *
     * @param gaps the gaps between the values, which lie on {@code slots} slots
     */
    long measure(Ranking ranking, BlockRice rice, double[] values, int count, Runs gaps, int slots, int slotsPerDay) {
        int size = ranking.rank(values, count, ranks.plain(count));
        if (size == Ranking.TOO_MANY) {
            return Long.MAX_VALUE;
        }
        list.map(ranking.distinct(), size);
        head.clear();
        head.putVarint(size);
        list.write(rice, head);
        return head.position()
                + listRice.measure(list, Runs.NONE, size, size)
                + rankRice.measure(ranks, gaps, slots, slotsPerDay);
    }

    void write(BlobWriter out) {
        out.putBytes(head.buffer(), head.position());
        listRice.write(out);
        rankRice.write(out);
    }

    /** Reads {@code count} values to {@code dest} from {@code at} on. The gaps are the same as for {@link #measure}. */
    void read(BlockRice rice, BlobReader in, int count, Runs gaps, int slots, double[] dest, int at) {
        int size = in.getVarint(count, "different values");
        distinct = distinct.length >= size ? distinct : new double[size];
        list.read(rice, in, size, size);
        listRice.read(in, list, false, Runs.NONE, size, distinct, 0);
        list.finish(distinct, 0);
        CompactDecoder.requireNumbers(list.canMakeNaN() ? size : 0, distinct, 0);
        ranks.plain(count);
        ranks.room(slots);
        rankRice.read(in, ranks, false, gaps, slots, dest, at);
        toValues(dest, at, at + count, distinct, size);
    }

    private static void toValues(double[] ranks, int from, int to, double[] distinct, int size) {
        for (int i = from; i < to; i++) {
            int rank = (int) ranks[i];
            if (rank < 0 || rank >= size) {
                throw new ChunkFormatException(
                        "expected the rank of one of " + size + " different values but got " + (long) ranks[i]);
            }
            ranks[i] = distinct[rank];
        }
    }
}

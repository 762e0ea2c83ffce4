package io.holcstore.codec;

/**
 * Where a chunk has values.
 *
 * @param valueCount how many slots have one
 * @param firstSlot the first that has one, -1 when none has
 * @param lastSlot the last that has one, -1 when none has
 */
public record ChunkSummary(int valueCount, int firstSlot, int lastSlot) {
    static ChunkSummary of(Runs gaps, int slots) {
        int values = slots - gaps.total();
        if (values == 0) {
            return new ChunkSummary(0, -1, -1);
        }
        int first = 0;
        for (int run = 0; run < gaps.count() && gaps.from(run) == first; run++) {
            first = gaps.to(run);
        }
        int last = slots;
        for (int run = gaps.count() - 1; run >= 0 && gaps.to(run) == last; run--) {
            last = gaps.from(run);
        }
        return new ChunkSummary(values, first, last - 1);
    }
}

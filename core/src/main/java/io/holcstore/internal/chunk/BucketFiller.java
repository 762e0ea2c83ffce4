package io.holcstore.internal.chunk;

import io.holcstore.internal.aggregate.BucketLayout;
import io.holcstore.internal.aggregate.BucketTotals;
import io.holcstore.internal.aggregate.Contribution;
import io.holcstore.internal.aggregate.Spans;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.chunk.TotalledChunk;
import io.holcstore.series.Statistics;
import io.holcstore.time.TimeRange;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Assigns the chunks of one series after another to buckets. It determines only once where the buckets cut the slots of
 * a chunk. Not thread-safe.
 */
final class BucketFiller {
    /**
     * Where buckets cut those slots of a chunk that lie in the range.
     *
     * @param from the first of these slots
     * @param bucket the bucket of that slot
     * @param ends the exclusive end, in slots of the chunk, of each bucket from that one on
     * @param isEach whether each slot is a bucket
     */
    @SuppressWarnings("ArrayRecordComponent") // records of this type are never compared
    private record Cut(int from, int bucket, int[] ends, boolean isEach) {
        int to() {
            return ends.length == 0 ? from : ends[ends.length - 1];
        }
    }

    private final ChunkContext context;
    private final ChunkCalendar calendar;
    private final TimeRange range;
    private final boolean ofSlots;
    private final Workspace workspace;

    private final IntObjectHashMap<Cut> cuts = new IntObjectHashMap<>();
    private @Nullable BucketLayout cutsOf;

    /**
     * Creates a filler for the chunks of a range.
     *
     * @param ofSlots whether no bucket is longer than a slot
     */
    BucketFiller(ChunkContext context, TimeRange range, boolean ofSlots, Workspace workspace) {
        this.context = context;
        this.calendar = context.definition().calendar();
        this.range = range;
        this.ofSlots = ofSlots;
        this.workspace = workspace;
    }

    /** Returns the contribution of a series in the range. Chunks whose data is needed must have it. */
    Contribution part(List<TotalledChunk> stored) {
        return new Part(isForeign(stored) ? laid(stored) : stored);
    }

    /**
     * Returns whether a chunk was written under other rules of the zone than those of the buckets while other chunks of
     * the series come without their data: such a chunk may share an hour with them.
     */
    boolean needsData(List<TotalledChunk> chunks) {
        return isForeign(chunks) && chunks.stream().anyMatch(chunk -> chunk.statistics() != null);
    }

    private boolean isForeign(List<TotalledChunk> chunks) {
        for (TotalledChunk each : chunks) {
            boolean agrees = each.statistics() == null
                    ? context.shift().agrees(each.chunk(), workspace.codec())
                    : context.shift().startsAsExpected(each.chunk())
                            && each.lastMillis()
                                    < calendar.endMillis(each.chunk().id().chunk());
            if (!agrees) {
                return true;
            }
        }
        return false;
    }

    private List<TotalledChunk> laid(List<TotalledChunk> chunks) {
        List<StoredChunk> stored = chunks.stream().map(TotalledChunk::chunk).toList();
        return context.shift().laid(stored, workspace).stream()
                .map(chunk -> new TotalledChunk(chunk, null, 0))
                .toList();
    }

    /** The chunks of one series, cut as in the calendar. */
    private final class Part implements Contribution, Spans {
        private final List<TotalledChunk> chunks;

        Part(List<TotalledChunk> chunks) {
            this.chunks = chunks;
        }

        @Override
        public Spans spans() {
            return this;
        }

        @Override
        public int size() {
            return chunks.size();
        }

        private int index(int i) {
            return chunks.get(i).chunk().id().chunk();
        }

        @Override
        public long startMillis(int i) {
            return calendar.startMillis(index(i));
        }

        @Override
        public long endMillis(int i) {
            return calendar.endMillis(index(i));
        }

        @Override
        public long points(int i) {
            return calendar.slots(index(i));
        }

        @Override
        public void addTo(BucketLayout layout, BucketTotals totals) {
            for (int i = 0; i < chunks.size(); i++) {
                Statistics statistics = chunks.get(i).statistics();
                if (statistics == null) {
                    decode(chunks.get(i).chunk(), layout, totals);
                } else {
                    totals.add(layout.bucketOf(startMillis(i)), statistics);
                }
            }
        }
    }

    private void decode(StoredChunk chunk, BucketLayout layout, BucketTotals totals) {
        Cut cut = cut(chunk.id().chunk(), layout);
        int from = cut.from();
        int to = cut.to();
        if (from >= to) {
            return; // the range begins or ends inside a slot
        }
        double[] values = workspace.chunk(to);
        context.decode(workspace, chunk, from, to, values, from);
        if (cut.isEach()) {
            totals.addEach(cut.bucket(), values, from, to);
            return;
        }
        int bucket = cut.bucket();
        for (int end : cut.ends()) {
            totals.add(bucket, Statistics.of(values, from, end));
            from = end;
            bucket++;
        }
    }

    private Cut cut(int chunk, BucketLayout layout) {
        if (layout != cutsOf) {
            cuts.clear();
            cutsOf = layout;
        }
        Cut known = cuts.get(chunk);
        if (known == null) {
            known = newCut(chunk, layout);
            cuts.put(chunk, known);
        }
        return known;
    }

    private Cut newCut(int chunk, BucketLayout layout) {
        int from = calendar.firstSlotAtOrAfter(chunk, range.startMillis());
        int to = calendar.firstSlotAtOrAfter(chunk, range.endMillis());
        if (from >= to) {
            return new Cut(from, 0, new int[0], false);
        }
        int first = layout.bucketOf(calendar.epochMillisAt(chunk, from));
        IntArrayList ends = new IntArrayList();
        boolean each = ofSlots;
        int end = from;
        for (int bucket = first; end < to; bucket++) {
            int next = Math.min(to, calendar.firstSlotAtOrAfter(chunk, layout.endMillis(bucket)));
            each &= next == end + 1;
            ends.add(next);
            end = next;
        }
        return new Cut(from, first, ends.toArray(), each);
    }
}

package io.holcstore.internal.chunk;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.chunk.TotalledChunk;
import io.holcstore.series.Merge;
import io.holcstore.series.Statistics;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Lays the chunks of one series after another into buckets, which it looks up once for series that span the same time.
 * Not thread-safe.
 */
final class BucketFiller {
    /**
     * The most buckets beyond the slots that are stored (400 MB), where the answer has one for each stretch of a range.
     */
    private static final int MAX_EMPTY = 1 << 22;

    private final ChunkContext context;
    private final ChunkCalendar calendar;
    private final TimeRange range;
    private final BucketCalendar buckets;
    private final Workspace workspace;

    // the buckets of the series before
    private List<TimeRange> stretches = List.of();
    private long[] bounds = {};
    private @Nullable Grid grid;

    BucketFiller(ChunkContext context, TimeRange range, BucketCalendar buckets, Workspace workspace) {
        this.context = context;
        this.calendar = context.definition().calendar();
        this.range = range;
        this.buckets = buckets;
        this.workspace = workspace;
    }

    /**
     * All buckets of the range; where an end of it is open, from the first or to the last that has a value. Chunks that
     * need data have it.
     */
    Buckets fill(List<TotalledChunk> stored) {
        List<TotalledChunk> chunks = isForeign(stored) ? laid(stored) : stored;
        cut(chunks);
        BucketTotals totals = new BucketTotals(Math.max(0, bounds.length - 1));
        for (TotalledChunk each : chunks) {
            Statistics statistics = each.statistics();
            if (statistics == null) {
                decode(each.chunk(), totals);
            } else {
                totals.add(bucketOf(calendar.startMillis(each.chunk().id().chunk())), statistics);
            }
        }
        int to = range.endMillis() == Long.MAX_VALUE ? totals.end() : totals.size();
        int from = range.startMillis() == Long.MIN_VALUE ? Math.min(totals.first(), to) : 0;
        return totals.buckets(bounds, grid, from, to);
    }

    /**
     * Whether a chunk was laid under other rules of the zone than those of the buckets, and others of the series come
     * without their data: it may share an hour with them.
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

    private void cut(List<TotalledChunk> chunks) {
        List<TimeRange> wanted = stretches(chunks);
        if (!wanted.equals(stretches)) {
            requireFew(wanted, chunks);
            bounds = bounds(wanted);
            grid = buckets.grid(bounds).orElse(null);
            stretches = wanted;
        }
    }

    /**
     * The range; where an end of it is open, that of the chunks, or those of chunks that follow each other where too
     * many buckets would lie between them.
     */
    private List<TimeRange> stretches(List<TotalledChunk> chunks) {
        if (range.isBounded()) {
            return List.of(range);
        }
        if (chunks.isEmpty()) {
            return List.of();
        }
        int last = chunks.size() - 1;
        if (index(chunks, last) - index(chunks, 0) == last || bucketsBetween(chunks) <= Merge.MAX_BETWEEN) {
            return List.of(stretch(chunks, 0, last));
        }
        List<TimeRange> stretches = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= last; i++) {
            if (bucketsBefore(chunks, i) > 2) { // one of them whole
                stretches.add(stretch(chunks, first, i - 1));
                first = i;
            }
        }
        stretches.add(stretch(chunks, first, last));
        return stretches;
    }

    private static int index(List<TotalledChunk> chunks, int i) {
        return chunks.get(i).chunk().id().chunk();
    }

    private TimeRange stretch(List<TotalledChunk> chunks, int first, int last) {
        return range.intersect(TimeRange.ofEpochMillis(
                calendar.startMillis(index(chunks, first)), calendar.endMillis(index(chunks, last))));
    }

    private long bucketsBetween(List<TotalledChunk> chunks) {
        return IntStream.range(1, chunks.size())
                .mapToLong(i -> bucketsBefore(chunks, i))
                .sum();
    }

    /** How many buckets lie between a chunk and the one before it at the most. */
    private long bucketsBefore(List<TotalledChunk> chunks, int i) {
        long before = calendar.endMillis(index(chunks, i - 1));
        return buckets.mostIn(before, calendar.startMillis(index(chunks, i)));
    }

    private void requireFew(List<TimeRange> wanted, List<TotalledChunk> chunks) {
        long empty = wanted.stream()
                .mapToLong(each -> buckets.mostIn(each.startMillis(), each.endMillis()))
                .sum();
        for (int i = 0; empty > MAX_EMPTY && i < chunks.size(); i++) {
            empty -= calendar.slots(index(chunks, i));
        }
        if (empty > MAX_EMPTY) {
            throw new IllegalArgumentException(
                    "the range " + range + " has about " + empty
                            + " buckets beyond those of what is stored; ask for a shorter range, for longer buckets, or leave an end of the range open");
        }
    }

    /** A bucket at the end of a stretch reaches to the next stretch, where it has no values. */
    private long[] bounds(List<TimeRange> wanted) {
        if (wanted.size() == 1) {
            return buckets.bounds(wanted.get(0));
        }
        LongArrayList all = new LongArrayList();
        for (TimeRange each : wanted) {
            if (!all.isEmpty()) {
                all.removeAtIndex(all.size() - 1);
            }
            all.addAll(buckets.bounds(each));
        }
        return all.toArray();
    }

    private int bucketOf(long epochMillis) {
        int found = Arrays.binarySearch(bounds, epochMillis);
        return found >= 0 ? found : -found - 2;
    }

    private void decode(StoredChunk chunk, BucketTotals totals) {
        int index = chunk.id().chunk();
        int from = calendar.firstSlotAtOrAfter(index, range.startMillis());
        int to = calendar.firstSlotAtOrAfter(index, range.endMillis());
        if (from >= to) {
            return; // the range begins or ends inside a slot
        }
        double[] values = workspace.chunk(to);
        context.decode(workspace, chunk, from, to, values, from);
        int bucket = bucketOf(calendar.epochMillisAt(index, from));
        while (from < to) {
            int next = Math.min(to, calendar.firstSlotAtOrAfter(index, bounds[bucket + 1]));
            totals.add(bucket, Statistics.of(values, from, next));
            from = next;
            bucket++;
        }
    }
}

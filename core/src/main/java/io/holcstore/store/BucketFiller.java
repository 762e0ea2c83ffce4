package io.holcstore.store;

import io.holcstore.series.Statistics;
import io.holcstore.sql.StoredChunk;
import io.holcstore.sql.TotalledChunk;
import io.holcstore.time.BucketCalendar;
import io.holcstore.time.ChunkCalendar;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the chunks of one series after another into buckets, which it looks up once for series that span the same time. Not thread-safe.
 */
final class BucketFiller {
    private static final TimeRange NOTHING = TimeRange.ofEpochMillis(0, 0);

    private final StoreContext context;
    private final ChunkCalendar calendar;
    private final TimeRange range;
    private final BucketCalendar buckets;
    private final Workspace workspace;

    // the buckets of the series before
    private TimeRange stretch = NOTHING;
    private long[] bounds = {};
    private @Nullable Grid grid;

    BucketFiller(StoreContext context, TimeRange range, BucketCalendar buckets, Workspace workspace) {
        this.context = context;
        this.calendar = context.definition().calendar();
        this.range = range;
        this.buckets = buckets;
        this.workspace = workspace;
    }

    /** All buckets of the range; where an end of it is open, from the first or to the last that has a value. Chunks that need data have it. */
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
     * Whether a chunk was laid under other rules of the zone than those of the buckets, and others of the series come without their data: it may share an hour
     * with them.
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
        TimeRange wanted = stretch(chunks);
        if (!wanted.equals(stretch)) {
            stretch = wanted;
            bounds = buckets.bounds(wanted);
            grid = buckets.grid(bounds).orElse(null);
        }
    }

    /** The range; where an end of it is open, that of the chunks. */
    private TimeRange stretch(List<TotalledChunk> chunks) {
        if (range.isBounded()) {
            return range;
        }
        if (chunks.isEmpty()) {
            return NOTHING;
        }
        int first = chunks.get(0).chunk().id().chunk();
        int last = chunks.get(chunks.size() - 1).chunk().id().chunk();
        return range.intersect(TimeRange.ofEpochMillis(calendar.startMillis(first), calendar.endMillis(last)));
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

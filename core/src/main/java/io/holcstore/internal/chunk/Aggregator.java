package io.holcstore.internal.chunk;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.aggregate.BucketPlan;
import io.holcstore.internal.aggregate.Contribution;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.chunk.ChunkReach;
import io.holcstore.internal.sql.chunk.ChunkSpan;
import io.holcstore.internal.sql.chunk.ChunkTotals;
import io.holcstore.internal.sql.chunk.TotalledChunk;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the contributions of series to the buckets of a range: the statistics of chunks that lie entirely in one
 * bucket, and the data of others.
 */
public final class Aggregator {
    private final ChunkContext context;
    private final Session session;
    private final BucketPlan plan;
    private final String purpose;

    public Aggregator(ChunkContext context, Session session, BucketPlan plan) {
        this(context, session, plan, "");
    }

    /**
     * Reads for something else than an aggregation.
     *
     * @param purpose what messages begin with
     */
    public Aggregator(ChunkContext context, Session session, BucketPlan plan, String purpose) {
        this.context = context;
        this.session = session;
        this.plan = plan;
        this.purpose = purpose;
    }

    public Buckets of(SeriesKey key) {
        Verb verb = verb(key).about(key);
        return session.whole(verb, queries -> {
            ChunkSpan span = span();
            List<TotalledChunk> chunks = chunks(verb, queries, key, span);
            try (Workspace workspace = context.workspace()) {
                return of(verb, queries, filler(workspace), key, chunks, span);
            }
        });
    }

    /** As {@link #of(SeriesKey)} for each of these series that has chunks in reach of the range. */
    public Map<SeriesKey, Buckets> of(List<SeriesKey> keys) {
        Verb verb = verb(keys.size() + " series");
        return session.whole(verb, queries -> {
            ChunkSpan span = span();
            Map<SeriesKey, List<TotalledChunk>> stored = new LinkedHashMap<>();
            queries.read(verb, connection -> context.table(connection).totals().chunks(connection, keys, span))
                    .forEach(chunk -> stored.computeIfAbsent(chunk.chunk().id().key(), key -> new ArrayList<>())
                            .add(chunk));
            Map<SeriesKey, Buckets> found = new LinkedHashMap<>();
            try (Workspace workspace = context.workspace()) {
                BucketFiller filler = filler(workspace);
                stored.forEach((key, chunks) -> found.put(key, of(verb, queries, filler, key, chunks, span)));
            }
            return found;
        });
    }

    private Buckets of(
            Verb verb,
            Session queries,
            BucketFiller filler,
            SeriesKey key,
            List<TotalledChunk> chunks,
            ChunkSpan span) {
        List<TotalledChunk> enough = filler.needsData(chunks) ? chunks(verb, queries, key, span.decoded()) : chunks;
        count(verb, enough);
        return plan.of(filler.part(enough));
    }

    private BucketFiller filler(Workspace workspace) {
        return new BucketFiller(context, plan.range(), plan.calendar().isOfSlots(), workspace);
    }

    private List<TotalledChunk> chunks(Verb verb, Session queries, SeriesKey key, ChunkSpan span) {
        return queries.read(
                verb, connection -> context.table(connection).totals().chunks(connection, key, span));
    }

    private Verb verb(Object what) {
        String store = context.definition().name();
        return Verb.of("aggregate", store, () -> purpose + "aggregating " + what + " of " + store);
    }

    /** Counts one series, or none when there are no chunks. */
    private static void count(Verb verb, List<TotalledChunk> chunks) {
        verb.count(chunks.isEmpty() ? 0 : 1, 0, 0);
        for (TotalledChunk each : chunks) {
            verb.count(0, Math.max(0, each.chunk().valueCount()), each.chunk().data().length);
        }
    }

    /** Passes on every matching series that has chunks within reach of the range. */
    public void forEach(KeyFilter filter, BiConsumer<SeriesKey, Contribution> consumer) {
        Verb verb = verb(filter);
        session.stream(verb, lease -> forEach(verb, lease, filter, consumer));
    }

    private boolean forEach(Verb verb, Lease lease, KeyFilter filter, BiConsumer<SeriesKey, Contribution> consumer)
            throws SQLException {
        try (Workspace workspace = context.workspace()) {
            ChunkTotals totals = context.table(lease.connection()).totals();
            Streaming streaming = new Streaming(filler(workspace), verb, consumer);
            ChunkSpan span = span();
            boolean complete;
            do {
                try (RowScan<TotalledChunk> scan =
                        context.ahead(lease, totals.scan(lease.connection(), filter, span, streaming.done))) {
                    complete = streaming.run(scan);
                }
                span = span.decoded();
            } while (!complete);
            return true;
        }
    }

    /** Passes on one series after another. */
    private static final class Streaming {
        private final BucketFiller filler;
        private final Verb verb;
        private final BiConsumer<SeriesKey, Contribution> consumer;

        /** The last series that was passed on. */
        private @Nullable SeriesKey done;

        Streaming(BucketFiller filler, Verb verb, BiConsumer<SeriesKey, Contribution> consumer) {
            this.filler = filler;
            this.verb = verb;
            this.consumer = consumer;
        }

        /** Returns whether all series were passed on. Otherwise the next one needs the data of all its chunks. */
        boolean run(RowScan<TotalledChunk> scan) throws SQLException {
            TotalledChunk ahead = scan.next();
            while (ahead != null) {
                SeriesKey key = ahead.chunk().id().key();
                List<TotalledChunk> chunks = new ArrayList<>();
                while (ahead != null && ahead.chunk().id().key().equals(key)) {
                    chunks.add(ahead);
                    ahead = scan.next();
                }
                if (filler.needsData(chunks)) {
                    return false;
                }
                count(verb, chunks);
                consumer.accept(key, filler.part(chunks));
                done = key;
            }
            return true;
        }
    }

    /**
     * Returns the chunks that can hold a point of the range, and which of them lie entirely in it and in one bucket.
     */
    private ChunkSpan span() {
        TimeRange range = plan.range();
        if (range.isEmpty()) {
            return new ChunkSpan(ChunkReach.NONE, 0, -1);
        }
        ChunkCalendar calendar = context.definition().calendar();
        SeriesReader reader = new SeriesReader(context);
        ChunkReach reach = reader.reach(range);
        int first = reader.firstChunk(range);
        int last = reader.lastChunk(range);
        if (!plan.calendar().holdsWholeChunks()) {
            return new ChunkSpan(reach, 0, -1);
        }
        boolean cutFirst = first != Integer.MIN_VALUE && calendar.startMillis(first) < range.startMillis();
        boolean cutLast = last != Integer.MAX_VALUE && calendar.endMillis(last) > range.endMillis();
        return new ChunkSpan(reach, cutFirst ? first + 1 : first, cutLast ? last - 1 : last);
    }
}

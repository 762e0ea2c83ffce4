package io.holcstore.sync;

import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.SyncException;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import io.holcstore.store.ReferenceChunk;
import io.holcstore.store.ReferenceFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One pull from a server of the Python application. Not thread-safe. */
final class ReferencePull {
    /** Chunks that are asked for in one request: a blob is up to 300 KB. */
    private static final int PACK = 50;

    /** Before anything was written. */
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

    private final SyncSettings settings;
    private final ChunkStore replica;
    private final ReferenceFeed feed;
    private final ReferenceSource source;
    private final Retries retries;
    private final Progress progress;
    private final String subscription;
    private final Time time;
    private final long startNanos;

    /** When the page that is being stored was asked for. */
    private Instant asked;

    private long pages;
    private long chunks;
    private long tombstones;
    private long bytes;

    ReferencePull(SyncSettings settings) {
        this.settings = settings;
        this.replica = settings.replica();
        this.feed = replica.referenceFeed();
        this.source = new ReferenceSource(settings);
        this.retries = new Retries(settings, new Stop(settings.time()));
        this.progress = settings.progress();
        this.subscription = SyncClient.subscription(settings);
        this.time = settings.time();
        this.startNanos = time.nanos();
        this.asked = now();
    }

    private Instant now() {
        return time.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** What was written since the last pull. */
    SyncReport run() throws InterruptedException {
        return run(feed.upTo(subscription).map(this::start).orElse(BEGINNING));
    }

    /** All there is. */
    SyncReport runAnew() throws InterruptedException {
        return run(BEGINNING);
    }

    /** No time of the future is gone on from: chunks of earlier times were written since, and nobody knows which of them are here. */
    private Instant start(Instant reached) {
        boolean future = Duration.between(asked, reached).compareTo(settings.overlap()) > 0;
        boolean all = Duration.between(BEGINNING, reached).compareTo(settings.overlap()) < 0;
        return future || all ? BEGINNING : reached.minus(settings.overlap());
    }

    private SyncReport run(Instant start) throws InterruptedException {
        Instant since = start;
        int offset = 0;
        Set<Object> before = Set.of();
        try {
            while (true) {
                long askedAt = time.nanos();
                asked = now();
                ReferenceReader.Listing listing = list(since, offset);
                List<ReferenceChunk> listed = listing.chunks();
                if (!listed.isEmpty()) {
                    store(listed);
                }
                if (!listing.more() || listed.isEmpty()) {
                    long now = time.nanos();
                    return new SyncReport(
                            pages,
                            chunks,
                            tombstones,
                            bytes,
                            Duration.ofNanos(now - startNanos),
                            Duration.ofNanos(now - askedAt),
                            false);
                }
                Instant last = listed.get(listed.size() - 1).updatedAt();
                if (last.isBefore(since)) {
                    throw ReferenceSource.notAPage("the listing since " + since + " has a chunk of " + last);
                }
                Set<Object> these = states(listed);
                if (offset > 0 && before.containsAll(these)) {
                    throw ReferenceSource.notAPage(
                            "the listing since " + since + " repeats itself: it has more, but from the chunk " + offset
                                    + " on the same ones as before");
                }
                before = these;
                // By time where that goes on; among chunks of one time there is nothing but to count.
                offset = last.equals(since) ? offset + listed.size() : 0;
                since = last;
            }
        } finally {
            progress.finish();
        }
    }

    private static Set<Object> states(List<ReferenceChunk> listed) {
        return listed.stream()
                .map(chunk -> List.of(chunk.updatedAt(), chunk.key(), chunk.index()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private interface Asking<T> {
        T ask(Duration atMost) throws TransientException, InterruptedException;
    }

    private <T> T retrying(Asking<T> asking) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return asking.ask(retries.atMost());
            } catch (TransientException e) {
                retries.sleep(failures, e);
            }
        }
    }

    private ReferenceReader.Listing list(Instant since, int offset) throws InterruptedException {
        return retrying(atMost -> source.list(since, settings.pageRows(), offset, atMost));
    }

    /** What of a page is not here yet, and how far it reaches, in one transaction. */
    private void store(List<ReferenceChunk> listed) throws InterruptedException {
        try {
            Map<Object, ReferenceChunk> latest = new LinkedHashMap<>();
            listed.forEach(chunk -> latest.put(List.of(chunk.key(), chunk.index()), chunk));
            List<ReferenceChunk> wanted = feed.notHeld(settings.uri(), List.copyOf(latest.values()));
            List<ReferenceChunk> whole = new ArrayList<>();
            List<ReferenceChunk> live = new ArrayList<>();
            wanted.forEach(chunk -> (chunk.deleted() ? whole : live).add(chunk));
            for (int from = 0; from < live.size(); from += PACK) {
                whole.addAll(pack(live.subList(from, Math.min(from + PACK, live.size()))));
            }
            Instant last = listed.get(listed.size() - 1).updatedAt();
            // Not beyond now: a writer whose clock is ahead would hide what all others write until then.
            Instant reached = last.isBefore(asked) ? last : asked;
            feed.apply(settings.uri(), subscription, settings.filter(), whole, reached);
            count(whole);
        } catch (StoreSqlException e) {
            throw e; // of the replica's database, which says it all
        } catch (SyncException e) {
            throw e;
        } catch (StoreException | IllegalArgumentException e) {
            throw new SyncException("the page cannot be stored: " + e.getMessage(), e, false);
        }
    }

    private void count(List<ReferenceChunk> stored) {
        pages++;
        for (ReferenceChunk chunk : stored) {
            chunks += chunk.deleted() ? 0 : 1;
            tombstones += chunk.deleted() ? 1 : 0;
            bytes += chunk.data().length;
        }
        progress.update(chunks + tombstones);
    }

    /**
     * Chunks with their data. Such a server answers 500 for all of them when one is no longer there: they are then asked for in halves, and the one that is
     * left is passed over unless it is listed still.
     */
    private List<ReferenceChunk> pack(List<ReferenceChunk> wanted) throws InterruptedException {
        try {
            return source.pack(wanted, retries.atMost());
        } catch (TransientException e) {
            if (wanted.size() > 1) {
                int half = wanted.size() / 2;
                List<ReferenceChunk> packed = new ArrayList<>(pack(wanted.subList(0, half)));
                packed.addAll(pack(wanted.subList(half, wanted.size())));
                return packed;
            }
            ReferenceChunk only = wanted.get(0);
            boolean there = list(only.updatedAt(), 0).chunks().stream()
                    .anyMatch(chunk -> chunk.key().equals(only.key()) && chunk.index() == only.index());
            return there ? retrying(atMost -> source.pack(wanted, atMost)) : List.of();
        }
    }

    /** What ended this pull, with all there is to know about where. */
    SyncException named(SyncException e) {
        String where =
                "pulling " + replica.definition().name() + " from " + settings.uri() + ", page " + (pages + 1) + ": ";
        return new SyncException(where + e.getMessage(), e.getCause() == null ? e : e.getCause(), e.isRetryable());
    }
}

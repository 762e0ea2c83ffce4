package io.holcstore.internal.django;

import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.SyncException;
import io.holcstore.http.SyncReport;
import io.holcstore.internal.django.DjangoReader.Listing;
import io.holcstore.internal.http.SyncSettings;
import io.holcstore.internal.http.Time;
import io.holcstore.internal.session.Verb;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import io.holcstore.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pulls once from a server of the Python application. Not thread-safe. */
public final class DjangoPull {
    private final SyncSettings settings;
    private final Duration overlap;
    private final Verb verb;
    private final ChunkStore replica;
    private final DjangoFeed feed;
    private final DjangoRequests requests;
    private final Progress progress;
    private final String subscription;
    private final Time time;
    private final long startNanos;

    /** The next page, once it has been requested. */
    private @Nullable Page ahead;

    private long pages;
    private long chunks;
    private long tombstones;
    private long bytes;

    public DjangoPull(SyncSettings settings, Duration overlap, Verb verb) {
        this.settings = settings;
        this.overlap = overlap;
        this.verb = verb;
        this.replica = settings.replica();
        this.feed = DjangoFeed.of(replica);
        this.requests = new DjangoRequests(settings, verb);
        this.progress = settings.progress();
        this.subscription = settings.subscription();
        this.time = settings.time();
        this.startNanos = time.nanos();
    }

    private Instant now() {
        return time.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Pulls what was written since the last pull. */
    public SyncReport run() throws InterruptedException {
        return run(feed.upTo(subscription).map(this::start).orElse(DjangoFeed.BEGINNING));
    }

    /** Pulls everything again. */
    public SyncReport runAgain() throws InterruptedException {
        return run(DjangoFeed.BEGINNING);
    }

    /**
     * Returns the time to continue from. After a time in the future it starts at the beginning: since then, chunks may
     * have been written with earlier times, and it is not known which of them are stored here.
     */
    private Instant start(Instant reached) {
        boolean future = Duration.between(now(), reached).compareTo(overlap) > 0;
        boolean all = Duration.between(DjangoFeed.BEGINNING, reached).compareTo(overlap) < 0;
        return future || all ? DjangoFeed.BEGINNING : reached.minus(overlap);
    }

    /** The position of a page: it lists what was written since a time and skips {@code offset} chunks. */
    private record Place(Instant since, int offset) {
        /**
         * Returns the position after a page. It continues from the time of the last chunk. When all chunks of the page
         * have the time that the page started from, only counting makes progress.
         */
        Place after(List<DjangoChunk> listed) {
            Instant last = listed.get(listed.size() - 1).updatedAt();
            return new Place(last, last.equals(since) ? offset + listed.size() : 0);
        }
    }

    /** A page that was requested, and the time of the request on both clocks. */
    private record Page(Place place, DjangoSource.Call<Listing> call, Instant asked, long askedAtNanos) {}

    private Page ask(Place place) {
        return new Page(place, requests.askListing(place.since(), place.offset()), now(), time.nanos());
    }

    private SyncReport run(Instant start) throws InterruptedException {
        Page page = ask(new Place(start, 0));
        Set<Object> before = Set.of();
        try {
            while (true) {
                Place place = page.place();
                Listing listing = requests.listing(page.call(), place.since(), place.offset());
                List<DjangoChunk> listed = listing.chunks();
                boolean more = listing.more() && !listed.isEmpty();
                ahead = null;
                if (!listed.isEmpty()) {
                    store(listed, page.asked(), () -> {
                        if (more && ahead == null) {
                            ahead = ask(place.after(listed));
                        }
                    });
                }
                Page next = ahead;
                if (next == null) {
                    return report(page);
                }
                Set<Object> these = states(listed);
                requireProgress(place, listed, before.containsAll(these));
                before = these;
                page = next;
            }
        } finally {
            page.call().cancel();
            if (ahead != null) {
                ahead.call().cancel();
            }
            requests.cancel();
            progress.finish();
        }
    }

    private SyncReport report(Page last) {
        long now = time.nanos();
        return new SyncReport(
                pages,
                chunks,
                tombstones,
                bytes,
                Duration.ofNanos(now - startNanos),
                Duration.ofNanos(now - last.askedAtNanos()),
                false);
    }

    private static void requireProgress(Place place, List<DjangoChunk> listed, boolean again) {
        Instant last = listed.get(listed.size() - 1).updatedAt();
        if (last.isBefore(place.since())) {
            throw DjangoSource.notAPage("the listing since " + place.since() + " has a chunk of " + last);
        }
        if (place.offset() > 0 && again) {
            throw DjangoSource.notAPage("the listing since " + place.since()
                    + " repeats itself: it announces more chunks, but those from number " + place.offset()
                    + " on are the same as before");
        }
    }

    private static Set<Object> states(List<DjangoChunk> listed) {
        return listed.stream()
                .map(chunk -> List.of(chunk.updatedAt(), chunk.key(), chunk.chunk()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Stores the chunks of a page that are missing here, and the time that the pull has reached, in one transaction.
     */
    private void store(List<DjangoChunk> listed, Instant asked, Runnable askNext) throws InterruptedException {
        try {
            Map<Object, DjangoChunk> latest = new LinkedHashMap<>();
            listed.forEach(chunk -> latest.put(List.of(chunk.key(), chunk.chunk()), chunk));
            List<DjangoChunk> wanted = feed.notHeld(settings.uri(), List.copyOf(latest.values()));
            List<DjangoChunk> whole = new ArrayList<>();
            List<DjangoChunk> live = new ArrayList<>();
            wanted.forEach(chunk -> (chunk.deleted() ? whole : live).add(chunk));
            whole.addAll(requests.packs(live, askNext));
            Instant last = listed.get(listed.size() - 1).updatedAt();
            // At most the time of the request: one writer whose clock is ahead must not hide what the others write
            // until then.
            Instant reached = last.isBefore(asked) ? last : asked;
            count(whole, feed.apply(settings.uri(), subscription, settings.filter(), whole, reached));
        } catch (StoreSqlException e) {
            throw e; // the message already describes the failure of the replica's database
        } catch (SyncException e) {
            throw e;
        } catch (StoreException | IllegalArgumentException e) {
            throw new SyncException("the page cannot be stored: " + e.getMessage(), e, false);
        }
    }

    private void count(List<DjangoChunk> stored, WriteResult result) {
        pages++;
        long before = bytes;
        for (DjangoChunk chunk : stored) {
            chunks += chunk.deleted() ? 0 : 1;
            tombstones += chunk.deleted() ? 1 : 0;
            bytes += chunk.data().length;
        }
        verb.count(stored.size(), result.points(), bytes - before);
        progress.update(chunks + tombstones);
    }

    /** Adds the store, the URI and the page to the failure that ended this pull. */
    public SyncException named(SyncException e) {
        return settings.named(pages + 1, e);
    }
}

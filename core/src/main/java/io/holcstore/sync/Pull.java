package io.holcstore.sync;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.SyncException;
import io.holcstore.store.ChangeCursor;
import io.holcstore.store.ChangePage;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One pull, page by page: while one is stored, the next one is on its way. Not thread-safe. */
final class Pull {
    /** A server that asks for more is better asked another day, by whoever runs the replica. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final PageSource source;
    private final ChunkStore replica;
    private final String subscription;
    private final Progress progress;
    private final int tries;
    private final Duration requestTimeout;
    private final @Nullable Duration deadline;
    private final Time time;
    private final Stop stop;
    private final long startNanos;

    private long pages;
    private long chunks;
    private long tombstones;
    private long bytes;

    Pull(SyncClientBuilder settings, PageSource source, ChunkStore replica, String subscription, Stop stop) {
        this.source = source;
        this.replica = replica;
        this.subscription = subscription;
        this.progress = settings.progress;
        this.tries = settings.tries;
        this.requestTimeout = settings.requestTimeout;
        this.deadline = settings.deadline;
        this.time = settings.time;
        this.stop = stop;
        this.startNanos = time.nanos();
    }

    /** Which page this pull is at, from 1 on. */
    long page() {
        return pages + 1;
    }

    SyncReport run(ChangeCursor from) throws InterruptedException {
        PageSource.Call call = source.ask(from);
        try {
            while (true) {
                PageSource.Fetched fetched = fetch(call);
                ChangePage page = fetched.page();
                if (!page.isLast()) {
                    call = source.ask(page.next());
                }
                store(fetched);
                if (page.isLast()) {
                    long now = time.nanos();
                    return new SyncReport(
                            pages,
                            chunks,
                            tombstones,
                            bytes,
                            Duration.ofNanos(now - startNanos),
                            Duration.ofNanos(now - fetched.askedAtNanos()),
                            page.remaining() == ChangePage.Remaining.HELD_BACK);
                }
            }
        } finally {
            call.cancel();
            progress.finish();
        }
    }

    /** The page of a call, or of another one for the same. */
    private PageSource.Fetched fetch(PageSource.Call first) throws InterruptedException {
        PageSource.Call call = first;
        for (int failures = 1; ; failures++) {
            stop.watch(call);
            try {
                return source.await(call, atMost());
            } catch (TransientException e) {
                sleep(failures, e);
            } finally {
                call.cancel(); // of no effect where there is an answer
            }
            call = source.ask(call.cursor());
        }
    }

    private void sleep(int failures, TransientException e) throws InterruptedException {
        if (failures >= tries) {
            String times = failures == 1 ? "" : ", the last of " + failures + " tries";
            throw new SyncException(e.getMessage() + times + "; pull again once the server can be reached", e, true);
        }
        Duration wait = Backoff.delay(failures, ThreadLocalRandom.current().nextDouble());
        if (e.retryAfter().compareTo(wait) > 0) {
            wait = e.retryAfter();
        }
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw new SyncException(e.getMessage() + "; the server asks to come back in " + wait, e, true);
        }
        if (deadline != null && wait.compareTo(left(deadline)) >= 0) {
            throw new SyncException(
                    e.getMessage() + "; the next try in " + wait + " would be after the deadline of " + deadline,
                    e,
                    true);
        }
        stop.sleep(wait);
    }

    private Duration atMost() {
        if (deadline == null) {
            return requestTimeout;
        }
        Duration left = left(deadline);
        if (left.isNegative() || left.isZero()) {
            throw new SyncException(
                    "the deadline of " + deadline + " has passed; pull again to go on from here", null, true);
        }
        return left.compareTo(requestTimeout) < 0 ? left : requestTimeout;
    }

    private Duration left(Duration total) {
        return total.minusNanos(time.nanos() - startNanos);
    }

    private void store(PageSource.Fetched fetched) {
        ChangePage page = fetched.page();
        try {
            replica.apply(page, subscription);
        } catch (StoreSqlException e) {
            throw e; // of the replica's database, which says it all
        } catch (ChangeFeedResetException e) {
            throw new SyncException(e.getMessage() + "; another pull was at work here meanwhile: pull again", e, true);
        } catch (StoreException | IllegalArgumentException e) {
            throw new SyncException("the page cannot be stored: " + e.getMessage(), e, false);
        }
        long gone = page.changes().stream().filter(change -> change.deleted()).count();
        pages++;
        tombstones += gone;
        chunks += page.changes().size() - gone;
        bytes += fetched.bytes();
        progress.update(chunks + tombstones);
    }

    /** What ended this pull, with all there is to know about where. */
    SyncException named(String uri, SyncException e) {
        String where = "pulling " + replica.definition().name() + " from " + uri + ", page " + page() + ": ";
        return new SyncException(where + e.getMessage(), e.getCause() == null ? e : e.getCause(), e.isRetryable());
    }

    /** As {@link #named}, where the thread was asked to stop. */
    SyncException stopped(String uri, @Nullable Throwable cause) {
        boolean asked = cause instanceof CancellationException;
        return named(
                uri,
                new SyncException(
                        (asked ? "stopped" : "interrupted") + "; pull again to go on from here", cause, true));
    }
}

package io.holcstore.http;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.SyncException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.http.Retries;
import io.holcstore.internal.http.Stop;
import io.holcstore.internal.http.SyncSettings;
import io.holcstore.internal.http.Time;
import io.holcstore.internal.http.TransientException;
import io.holcstore.internal.session.Verb;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import io.holcstore.store.WriteResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Pulls once, page by page. While a page is stored, the next one is already requested. Not thread-safe. */
final class Pull {
    private final SyncSettings settings;
    private final PageSource source;
    private final ChunkStore replica;
    private final String subscription;
    private final Progress progress;
    private final Retries retries;
    private final Time time;
    private final Stop stop;
    private final Verb verb;
    private final long startNanos;

    private long pages;
    private long chunks;
    private long tombstones;
    private long bytes;

    Pull(SyncSettings settings, PageSource source, String subscription, Stop stop, Verb verb) {
        this.settings = settings;
        this.source = source;
        this.replica = settings.replica();
        this.subscription = subscription;
        this.progress = settings.progress();
        this.time = settings.time();
        this.stop = stop;
        this.verb = verb;
        this.startNanos = time.nanos();
        this.retries = new Retries(settings, stop, verb);
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
                    requireArrived(page);
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

    /** Returns the page of a call. After a failure that may pass, it sends the same request again. */
    private PageSource.Fetched fetch(PageSource.Call first) throws InterruptedException {
        PageSource.Call call = first;
        for (int failures = 1; ; failures++) {
            stop.watch(call.answer());
            try {
                return source.await(call, retries.atMost());
            } catch (TransientException e) {
                retries.sleep(failures, e);
            } finally {
                call.cancel(); // does nothing when the answer is complete
            }
            call = source.ask(call.cursor());
        }
    }

    private void store(PageSource.Fetched fetched) {
        ChangePage page = fetched.page();
        WriteResult stored;
        try {
            stored = replica.replica().apply(page, subscription);
        } catch (StoreSqlException e) {
            throw e; // the message already describes the failure of the replica's database
        } catch (ChangeFeedResetException e) {
            throw new SyncException(e.getMessage() + "; or another pull ran at the same time: pull again", e, true);
        } catch (StoreException | IllegalArgumentException e) {
            throw new SyncException("the page cannot be stored: " + e.getMessage(), e, false);
        }
        long gone = page.changes().stream().filter(change -> change.deleted()).count();
        pages++;
        tombstones += gone;
        chunks += page.changes().size() - gone;
        bytes += fetched.bytes();
        verb.count(page.changes().size(), stored.points(), fetched.bytes());
        progress.update(chunks + tombstones);
    }

    /**
     * Checks that the replica now has the cursor of the last page. A source that was restored within its epoch sends
     * changes with old marks, which the replica ignores. Such a pull must not succeed.
     */
    private void requireArrived(ChangePage last) {
        if (!replica.replica().cursor(subscription).equals(Optional.of(last.next()))) {
            throw new SyncException(
                    "the replica has later changes than the source: the source was restored, or another pull ran"
                            + " at the same time; pull again to find out how to continue",
                    null,
                    true);
        }
    }

    /** Adds the store, the URI and the page to the failure that ended this pull. */
    SyncException named(SyncException e) {
        return settings.named(pages + 1, e);
    }

    /** Returns the failure of a pull whose thread was interrupted or asked to stop. */
    SyncException stopped(@Nullable Throwable cause) {
        boolean asked = cause instanceof CancellationException;
        return named(new SyncException((asked ? "stopped" : "interrupted") + "; pull again to continue", cause, true));
    }
}

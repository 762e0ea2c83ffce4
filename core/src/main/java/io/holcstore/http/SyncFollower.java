package io.holcstore.http;

import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.SyncException;
import io.holcstore.internal.http.Stop;
import io.holcstore.internal.time.Years;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a replica up to date until it is closed. {@link SyncClient#follow} starts it. When a pull fails for a reason
 * that may pass, such as a server that is down, the follower logs the failure to {@code io.holcstore.http} and pulls
 * again after the interval, without a limit. Any other failure is logged and ends the follower. This includes failures
 * in code of the caller, such as {@link SyncClientBuilder#onProgress}. Thread-safe.
 */
public final class SyncFollower implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.holcstore.http");

    private final SyncClient client;
    private final Stop stop;
    private final Duration interval;
    private final String name;
    private final Thread thread;
    private volatile @Nullable SyncReport lastReport;
    private volatile @Nullable StoreException failure;

    SyncFollower(SyncClient client, Stop stop, Duration interval, String name) {
        this.client = client;
        this.stop = stop;
        this.interval = Years.require(interval, "the interval");
        this.name = name;
        this.thread = new Thread(this::follow, "holcstore-follow-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            while (!stop.isAsked()) {
                pull();
                stop.sleep(interval);
            }
        } catch (CancellationException e) {
            // the follower was closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            ended(e);
        } catch (RuntimeException | Error e) { // from code of the caller, which nothing else would report
            ended(new SyncException("following " + name + " failed: " + e, e, false, name, null, null));
        }
    }

    private void ended(StoreException e) {
        failure = e;
        LOG.log(System.Logger.Level.ERROR, "following ended", e);
    }

    private void pull() {
        try {
            lastReport = client.pull(stop);
            failure = null;
        } catch (StoreException e) {
            if (stop.isAsked()) {
                throw new CancellationException();
            }
            failure = e;
            if (!mayPass(e)) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a pull failed; the next one is in {0}: {1}",
                    interval,
                    e.getMessage());
        }
    }

    private static boolean mayPass(StoreException e) {
        if (e instanceof StoreSqlException sql) {
            return sql.isRetryable() || sql.isOutcomeUnknown();
        }
        return e instanceof SyncException sync && sync.isRetryable();
    }

    /** Returns whether the follower still pulls. */
    public boolean isFollowing() {
        return thread.isAlive() && !stop.isAsked();
    }

    /** Returns the report of the last successful pull. */
    public Optional<SyncReport> lastReport() {
        return Optional.ofNullable(lastReport);
    }

    /**
     * Returns why the last pull failed, or empty when it did not fail. An exception from code of the caller is the
     * cause of a {@link SyncException}.
     */
    public Optional<StoreException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends the follower. Waits only until a page that is being stored is stored. */
    @Override
    public void close() {
        stop.now();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

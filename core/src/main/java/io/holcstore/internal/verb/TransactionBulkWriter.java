package io.holcstore.internal.verb;

import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.Statements;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.Progress;
import io.holcstore.store.WriteResult;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link BulkWriter}. */
public final class TransactionBulkWriter implements BulkWriter {
    /** Values waiting to be written: 8 MiB as doubles. */
    private static final int VALUES_AT_ONCE = 1 << 20;

    private final BulkSink sink;
    private final Session session;
    private final Verb verb;
    private long waitingValues;
    private long added;
    private Progress progress = Progress.NONE;
    private boolean ended;

    private @Nullable Lease lease;

    public TransactionBulkWriter(String store, BulkSink sink, Session session) {
        this.sink = sink;
        this.session = session;
        this.verb = Verb.of("bulkWriter", store, () -> "bulk writing to " + store);
    }

    @Override
    public BulkWriter onProgress(Progress listener) {
        progress = Objects.requireNonNull(listener, "progress");
        return this;
    }

    @Override
    public int add(SeriesKey key, Series series) {
        requireOpen();
        try {
            SeriesKey canonical = sink.canonical(key);
            if (sink.holds(canonical)) {
                flush();
            }
            int dropped = sink.hold(canonical, series);
            waitingValues += series.size();
            added++;
            if (sink.size() == Statements.GROUP || waitingValues >= VALUES_AT_ONCE) {
                flush();
            }
            return dropped;
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the bulk writer has ended; nothing can be added to it");
        }
    }

    private void flush() {
        if (lease == null) {
            lease = session.open(verb);
        }
        try {
            WriteResult before = sink.result();
            int series = sink.size();
            sink.write(lease.connection());
            WriteResult after = sink.result();
            verb.count(series, after.points() - before.points(), after.bytes() - before.bytes());
        } catch (SQLException e) {
            throw Session.failure(verb, e);
        }
        waitingValues = 0;
        progress.update(added);
    }

    @Override
    public WriteResult result() {
        return sink.result();
    }

    @Override
    public void rollback() {
        end();
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        try {
            if (sink.size() > 0) {
                flush();
            }
            if (lease != null) {
                Session.commit(lease, verb);
            }
        } finally {
            end();
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        sink.close();
        if (lease != null) {
            lease.close();
        }
        progress.finish();
    }
}

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@link BulkWriter} of all stores. It holds series until there are enough of them for one write.
 *
 * @param <P> a series that is ready to be written
 */
public final class TransactionBulkWriter<P extends Prepared> implements BulkWriter {
    /** The number of values that may wait to be written: 8 MiB as doubles. */
    private static final int VALUES_AT_ONCE = 1 << 20;

    private final WritePath<P> path;
    private final Session session;
    private final Verb verb;
    private final Map<SeriesKey, P> waiting = new LinkedHashMap<>();
    private long waitingValues;
    private long added;
    private Progress progress = Progress.NONE;
    private boolean ended;

    private @Nullable Lease lease;
    private @Nullable SeriesWriter<P> writer;

    public TransactionBulkWriter(String store, WritePath<P> path, Session session) {
        this.path = path;
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
            P prepared = path.prepare(key, series);
            if (waiting.containsKey(prepared.key())) {
                flush();
            }
            waiting.put(prepared.key(), prepared);
            waitingValues += series.size();
            added++;
            if (waiting.size() == Statements.GROUP || waitingValues >= VALUES_AT_ONCE) {
                flush();
            }
            return prepared.dropped();
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the bulk writer has ended and accepts no more series");
        }
    }

    private void flush() {
        if (lease == null) {
            lease = session.open(verb);
        }
        try {
            if (writer == null) {
                writer = path.writer(lease.connection());
            }
            WriteResult before = writer.result();
            writer.write(WriteMode.MERGE, waiting.values());
            WriteResult after = writer.result();
            verb.count(waiting.size(), after.points() - before.points(), after.bytes() - before.bytes());
        } catch (SQLException e) {
            throw Session.failure(verb, e);
        }
        waiting.clear();
        waitingValues = 0;
        progress.update(added);
    }

    @Override
    public WriteResult result() {
        return writer == null ? new WriteTally().result() : writer.result();
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
            if (!waiting.isEmpty()) {
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
        waiting.clear();
        if (writer != null) {
            writer.close();
        }
        if (lease != null) {
            lease.close();
        }
        progress.finish();
    }
}

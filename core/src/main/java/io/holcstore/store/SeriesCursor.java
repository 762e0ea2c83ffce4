package io.holcstore.store;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.sql.Lease;
import io.holcstore.sql.RowScan;
import io.holcstore.sql.Session;
import io.holcstore.sql.StoredChunk;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One series after another, in order of the keys, in constant memory: a page of rows and one series. Holds a connection until it is closed.
 * Not thread-safe.
 */
public final class SeriesCursor implements AutoCloseable {
    private final String verb;
    private final TimeRange range;
    private final SeriesReader reader;
    private final Workspace workspace;
    private final Lease lease;
    private final RowScan<StoredChunk> scan;

    private @Nullable StoredChunk ahead;
    private @Nullable SeriesKey key;
    private @Nullable Series series;
    private boolean closed;

    private SeriesCursor(
            String verb,
            TimeRange range,
            SeriesReader reader,
            Workspace workspace,
            Lease lease,
            RowScan<StoredChunk> scan,
            @Nullable StoredChunk ahead) {
        this.verb = verb;
        this.range = range;
        this.reader = reader;
        this.workspace = workspace;
        this.lease = lease;
        this.scan = scan;
        this.ahead = ahead;
    }

    @SuppressWarnings("MustBeClosedChecker")
    static SeriesCursor open(StoreContext context, Session session, KeyFilter filter, TimeRange range) {
        String verb = "reading " + filter + " from " + context.definition().name();
        SeriesReader reader = new SeriesReader(context);
        int first = range.isEmpty() ? 0 : reader.firstChunk(range);
        int last = range.isEmpty() ? -1 : reader.lastChunk(range);
        Lease lease = session.openStream(verb);
        RowScan<StoredChunk> scan = null;
        try {
            scan = context.table(lease.connection()).scan(lease.connection(), filter, first, last);
            return new SeriesCursor(verb, range, reader, context.workspace(), lease, scan, scan.next());
        } catch (SQLException e) {
            close(scan, lease);
            throw Session.failure(verb, e);
        } catch (RuntimeException e) {
            close(scan, lease);
            throw e;
        }
    }

    private static void close(@Nullable RowScan<?> scan, Lease lease) {
        try {
            if (scan != null) {
                scan.close();
            }
        } catch (SQLException e) {
            System.getLogger(SeriesCursor.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "could not close a scan: " + e.getMessage());
        } finally {
            lease.close();
        }
    }

    /**
     * Goes to the next series.
     *
     * @return whether there is one
     */
    public boolean next() {
        if (closed) {
            throw new IllegalStateException("the cursor is closed");
        }
        key = null; // so that nothing stands here after an exception either
        series = null;
        while (ahead != null) {
            SeriesKey next = ahead.id().key();
            Optional<Series> found = reader.trimmed(chunksOf(next), range, workspace);
            if (found.isPresent()) {
                key = next;
                series = found.get();
                return true;
            }
        }
        return false;
    }

    private List<StoredChunk> chunksOf(SeriesKey wanted) {
        List<StoredChunk> chunks = new ArrayList<>();
        try {
            while (ahead != null && ahead.id().key().equals(wanted)) {
                chunks.add(ahead);
                ahead = scan.next();
            }
        } catch (SQLException e) {
            close(); // what is left of this series is not the series
            throw Session.failure(verb, e);
        }
        return chunks;
    }

    /** The key of the series that {@link #next} went to. */
    public SeriesKey key() {
        return current(key);
    }

    /** The series that {@link #next} went to; it stays valid after the cursor has gone on. */
    public Series series() {
        return current(series);
    }

    private static <T> T current(@Nullable T value) {
        if (value == null) {
            throw new NoSuchElementException(
                    "the cursor stands on no series: call next() first, and as long as it says true");
        }
        return value;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            workspace.close();
            close(scan, lease);
        }
    }
}

package io.holcstore.internal.verb;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesCursor;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The {@link SeriesCursor} of all stores. */
public final class StreamCursor implements SeriesCursor {
    private final Verb verb;
    private final Lease lease;
    private final SeriesSource source;
    private SeriesSource.@Nullable Found current;
    private boolean closed;

    private StreamCursor(Verb verb, Lease lease, SeriesSource source) {
        this.verb = verb;
        this.lease = lease;
        this.source = source;
    }

    /** Begins the query of a cursor. */
    public interface Opening {
        public SeriesSource open(Lease lease) throws SQLException;
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static StreamCursor open(Verb verb, Session session, Opening opening) {
        Lease lease = session.openStream(verb);
        try {
            return new StreamCursor(verb, lease, opening.open(lease));
        } catch (SQLException e) {
            StoreSqlException failure = Session.failure(verb, e);
            lease.close();
            throw failure;
        } catch (RuntimeException e) {
            verb.failed();
            lease.close();
            throw e;
        }
    }

    @Override
    public boolean next() {
        if (closed) {
            throw new IllegalStateException("the cursor is closed");
        }
        current = null; // an exception must not leave the previous series here
        try {
            current = source.next();
        } catch (SQLException e) {
            StoreSqlException failure = Session.failure(verb, e);
            close(); // the rest of this series would be taken for the whole
            throw failure;
        } catch (RuntimeException | Error e) {
            verb.failed();
            throw e;
        }
        if (current == null) {
            return false;
        }
        verb.count(1, 0, 0);
        return true;
    }

    /** Passes the remaining series to the consumer. The verb fails when the consumer throws. */
    public void forEach(BiConsumer<SeriesKey, Series> consumer) {
        while (next()) {
            try {
                consumer.accept(key(), series());
            } catch (RuntimeException | Error e) {
                failed();
                throw e;
            }
        }
    }

    /** Marks the verb of this cursor as failed. */
    public void failed() {
        verb.failed();
    }

    @Override
    public SeriesKey key() {
        return current().key();
    }

    @Override
    public Series series() {
        return current().series();
    }

    private SeriesSource.Found current() {
        if (current == null) {
            throw new NoSuchElementException(
                    "the cursor is not at a series: call next() first, and only read while it returns true");
        }
        return current;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            source.close();
        } catch (SQLException e) {
            System.getLogger(SeriesCursor.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "could not close a scan: " + e.getMessage());
        } finally {
            lease.close();
        }
    }
}

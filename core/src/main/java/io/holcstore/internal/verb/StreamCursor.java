package io.holcstore.internal.verb;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesCursor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@link SeriesCursor}. */
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

    /** Begins the query that a cursor reads. */
    public interface Opening {
        public SeriesSource open(Connection connection) throws SQLException;
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static StreamCursor open(Verb verb, Session session, Opening opening) {
        Lease lease = session.openStream(verb);
        try {
            return new StreamCursor(verb, lease, opening.open(lease.connection()));
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
        current = null; // so that nothing stands here after an exception either
        try {
            current = source.next();
        } catch (SQLException e) {
            StoreSqlException failure = Session.failure(verb, e);
            close(); // what is left of this series is not the series
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

    /** Hands over what is left. The verb has failed where the consumer throws. */
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

    /** The verb that it is read for has failed. */
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
                    "the cursor stands on no series: call next() first, and as long as it says true");
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

package io.holcstore.internal.session;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.Spreader;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.store.StoreEvent.Outcome;
import io.holcstore.store.StoreListener;
import io.holcstore.store.StoreOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs every verb: it provides the connection, commits, retries, and reports to the listener. A session over a data
 * source runs each verb in its own transaction. A session over a connection of the caller joins the caller's
 * transaction. Thread-safe over a data source.
 */
public abstract class Session {
    /** The work of a verb on its connection. */
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final StoreOptions options;

    Session(StoreOptions options) {
        this.options = options;
    }

    public static Session of(DataSource dataSource, StoreOptions options) {
        return new PooledSession(dataSource, options);
    }

    /**
     * Returns a session that joins the transaction of the caller's connection. It does not commit, roll back or close.
     */
    public final Session joining(Connection connection) {
        return new JoinedSession(connection, options);
    }

    /** Returns the same session without a listener, for parts of a verb that is reported as a whole. */
    abstract Session unheard();

    public final StoreOptions options() {
        return options;
    }

    /** Returns a connection in a transaction at READ COMMITTED, for writing. */
    abstract Lease begin(Verb verb) throws SQLException;

    /** Returns a connection in a transaction, for one query that is read row by row. */
    abstract Lease stream(Verb verb) throws SQLException;

    /** Returns a connection for single statements. */
    abstract Lease select(Verb verb) throws SQLException;

    /** Returns the lease for a caller whose code runs while it is open. */
    Lease held(Lease lease) {
        return lease;
    }

    /**
     * Runs writes in one transaction. After a deadlock or a lock timeout, it runs them again when it owns the
     * transaction.
     */
    abstract <T> T transact(Verb verb, Work<T> work);

    private boolean isHeard() {
        return options.listener() != StoreListener.NONE;
    }

    private <T> T heard(Verb verb, Supplier<T> run) {
        return Hearing.heard(options.listener(), verb, run);
    }

    /**
     * Runs writes in one transaction. After a deadlock or a lock timeout, it runs them again when it owns the
     * transaction.
     */
    public final <T> T write(Verb verb, Work<T> work) {
        return isHeard() ? heard(verb, () -> transact(verb, work)) : transact(verb, work);
    }

    /** Runs single queries. */
    public final <T> T read(Verb verb, Work<T> work) {
        return read(verb, work, result -> result);
    }

    /** Runs single queries, releases the connection, and then turns their result into that of the verb. */
    public final <F, T> T read(Verb verb, Work<F> work, Function<F, T> then) {
        return isHeard() ? heard(verb, () -> then.apply(query(verb, work))) : then.apply(query(verb, work));
    }

    private <T> T query(Verb verb, Work<T> work) {
        try (Lease lease = select(verb)) {
            return work.run(lease.connection());
        } catch (SQLException e) {
            throw SqlErrors.translate(verb.doing(), e);
        }
    }

    /**
     * Runs single queries whose results other parties receive and may keep. The results contain only data that the
     * server cannot lose in a crash.
     */
    public final <T> T readToHandOut(Verb verb, Work<T> work) {
        return isHeard() ? heard(verb, () -> written(verb, work)) : written(verb, work);
    }

    private <T> T written(Verb verb, Work<T> work) {
        try (Lease lease = select(verb)) {
            Connection connection = lease.connection();
            T result = work.run(connection);
            SqlDialect dialect = Dialects.of(connection);
            dialect.changeOrder().writeWhereNeeded(lease, dialect);
            return result;
        } catch (SQLException e) {
            throw SqlErrors.translate(verb.doing(), e);
        }
    }

    /**
     * Runs a verb of several transactions on the session that it passes to the work. The listener receives one event.
     */
    public final <T> T whole(Verb verb, Function<Session, T> work) {
        return isHeard() ? heard(verb, () -> work.apply(unheard())) : work.apply(this);
    }

    /** The work of a verb whose queries are read row by row. */
    public interface Streaming<T> {
        T run(Lease lease) throws SQLException;
    }

    /** Runs queries that are read row by row, in a transaction. */
    public final <T> T stream(Verb verb, Streaming<T> work) {
        return isHeard() ? heard(verb, () -> streamed(verb, work)) : streamed(verb, work);
    }

    private <T> T streamed(Verb verb, Streaming<T> work) {
        try (Lease lease = opened(verb, this::stream)) {
            return work.run(lease);
        } catch (SQLException e) {
            throw SqlErrors.translate(verb.doing(), e);
        }
    }

    /** Begins a transaction that outlives the call. The caller closes it, with or without {@link #commit} before. */
    public final Lease open(Verb verb) {
        return heard(verb, Outcome.FAILED, this::begin);
    }

    /** Begins a transaction for one query that is read row by row and outlives the call. The caller closes it. */
    public final Lease openStream(Verb verb) {
        return heard(verb, Outcome.DONE, this::stream);
    }

    private interface Opening {
        Lease open(Verb verb) throws SQLException;
    }

    /** Returns a lease that is reported to the listener when it is closed. */
    private Lease heard(Verb verb, Outcome unlessOtherwise, Opening opening) {
        if (!isHeard()) {
            return opened(verb, opening);
        }
        long start = System.nanoTime();
        Lease lease;
        try {
            lease = opened(verb, opening);
        } catch (RuntimeException e) {
            Hearing.tell(options.listener(), verb, start);
            throw e;
        }
        verb.end(unlessOtherwise);
        return new HeardLease(lease, () -> Hearing.tell(options.listener(), verb, start));
    }

    private Lease opened(Verb verb, Opening opening) {
        try {
            return held(opening.open(verb));
        } catch (SQLException e) {
            throw SqlErrors.translate(verb.doing(), e);
        }
    }

    /** Returns the exception for a database error in code that called {@link #open}. */
    public static StoreSqlException failure(Verb verb, SQLException e) {
        verb.failed();
        return SqlErrors.translate(verb.doing(), e);
    }

    private static @Nullable String spreader(Lease lease) {
        try {
            Spreader spreader = Dialects.of(lease.connection()).spreader();
            return spreader == null ? null : spreader.name();
        } catch (SQLException e) {
            return null; // the connection is closed, which leaves the outcome open anyway
        }
    }

    /** Commits. When the answer is lost, the exception states that the outcome is unknown. */
    public static void commit(Lease lease, Verb verb) {
        try {
            lease.commit();
            verb.end(Outcome.DONE);
        } catch (SQLException e) {
            StoreSqlException failure = SqlErrors.translateCommit(verb.doing(), e, spreader(lease));
            verb.failed(failure);
            throw failure;
        }
    }
}

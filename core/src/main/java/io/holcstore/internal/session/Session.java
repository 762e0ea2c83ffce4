package io.holcstore.internal.session;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.Lease;
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

/**
 * The point that every verb passes: where it gets its connection, who commits and retries, and who hears of it. From a
 * data source, each verb in a transaction of its own, or on one connection of the caller, whose transaction it joins.
 * Thread-safe over a data source.
 */
public abstract class Session {
    /** What a verb does with its connection. */
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

    /** Joins the transaction of a connection that stays the caller's: nothing is committed, rolled back or closed. */
    public final Session joining(Connection connection) {
        return new JoinedSession(connection, options);
    }

    /** The same, which nobody listens to: for parts of a verb that is heard as a whole. */
    abstract Session unheard();

    public final StoreOptions options() {
        return options;
    }

    /** A connection in a transaction at READ COMMITTED, for writing. */
    abstract Lease begin(Verb verb) throws SQLException;

    /** A connection in a transaction, for one query that is read row by row. */
    abstract Lease stream(Verb verb) throws SQLException;

    /** A connection for single statements. */
    abstract Lease select(Verb verb) throws SQLException;

    /** The lease, for a caller that goes on while it is open. */
    Lease held(Lease lease) {
        return lease;
    }

    /** Runs writes as one transaction, again after a deadlock or a lock timeout where that is ours to do. */
    abstract <T> T transact(Verb verb, Work<T> work);

    private boolean isHeard() {
        return options.listener() != StoreListener.NONE;
    }

    private <T> T heard(Verb verb, Supplier<T> run) {
        return Hearing.heard(options.listener(), verb, run);
    }

    /** Runs writes as one transaction, again after a deadlock or a lock timeout where that is ours to do. */
    public final <T> T write(Verb verb, Work<T> work) {
        return isHeard() ? heard(verb, () -> transact(verb, work)) : transact(verb, work);
    }

    /** Runs single queries. */
    public final <T> T read(Verb verb, Work<T> work) {
        return read(verb, work, result -> result);
    }

    /** Runs single queries, and makes of what they found, once the connection is given back, what the verb returns. */
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
     * Runs single queries whose results go to others, who may keep them: of nothing that the server can still lose in a
     * crash.
     */
    public final <T> T readToHandOut(Verb verb, Work<T> work) {
        return isHeard() ? heard(verb, () -> written(verb, work)) : written(verb, work);
    }

    private <T> T written(Verb verb, Work<T> work) {
        try (Lease lease = select(verb)) {
            Connection connection = lease.connection();
            T result = work.run(connection);
            Dialects.of(connection).changeOrder().writeWhereNeeded(lease);
            return result;
        } catch (SQLException e) {
            throw SqlErrors.translate(verb.doing(), e);
        }
    }

    /**
     * Runs a verb of several transactions, each of them on the session that it is given: the listener hears of one
     * verb.
     */
    public final <T> T whole(Verb verb, Function<Session, T> work) {
        return isHeard() ? heard(verb, () -> work.apply(unheard())) : work.apply(this);
    }

    /** What a verb does with queries that are read row by row. */
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

    /** A transaction that outlives the call; the caller closes it, after {@link #commit} or without. */
    public final Lease open(Verb verb) {
        return heard(verb, Outcome.FAILED, this::begin);
    }

    /** A transaction for one query that is read row by row, which outlives the call; the caller closes it. */
    public final Lease openStream(Verb verb) {
        return heard(verb, Outcome.DONE, this::stream);
    }

    private interface Opening {
        Lease open(Verb verb) throws SQLException;
    }

    /** A lease that the listener hears of when it is closed. */
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

    /** The exception for a database error that a caller of {@link #open} met. */
    public static StoreSqlException failure(Verb verb, SQLException e) {
        verb.failed();
        return SqlErrors.translate(verb.doing(), e);
    }

    /** Commits; where the answer is lost, the outcome is unknown, and the exception says so. */
    public static void commit(Lease lease, Verb verb) {
        try {
            lease.commit();
            verb.end(Outcome.DONE);
        } catch (SQLException e) {
            StoreSqlException failure = SqlErrors.translateCommit(verb.doing(), e);
            verb.failed(failure);
            throw failure;
        }
    }
}

package io.holcstore.internal.session;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.dialect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where verbs get their connections: from a data source, each verb in a transaction of its own, or one connection of the caller, whose
 * transaction they join. Thread-safe over a data source.
 */
public abstract class Session {
    /** What a verb does with its connection. */
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    Session() {}

    public static Session of(DataSource dataSource) {
        return new PooledSession(dataSource);
    }

    /** Joins the transaction of a connection that stays the caller's: nothing is committed, rolled back or closed. */
    public static Session joining(Connection connection) {
        return new JoinedSession(connection);
    }

    /** A connection in a transaction at READ COMMITTED, for writing. */
    abstract Lease begin(String verb) throws SQLException;

    /** A connection in a transaction, for one query that is read row by row. */
    abstract Lease stream(String verb) throws SQLException;

    /** A connection for single statements. */
    abstract Lease select(String verb) throws SQLException;

    /** The lease, for a caller that goes on while it is open. */
    Lease held(Lease lease) {
        return lease;
    }

    /** Runs writes as one transaction, again after a deadlock or a lock timeout where that is ours to do. */
    public abstract <T> T write(String verb, Work<T> work);

    /** Runs single queries. */
    public final <T> T read(String verb, Work<T> work) {
        try (Lease lease = select(verb)) {
            return work.run(lease.connection());
        } catch (SQLException e) {
            throw SqlErrors.translate(verb, e);
        }
    }

    /** Runs single queries whose results go to others, who may keep them: of nothing that the server can still lose in a crash. */
    public final <T> T readToHandOut(String verb, Work<T> work) {
        try (Lease lease = select(verb)) {
            Connection connection = lease.connection();
            T result = work.run(connection);
            Dialects.of(connection).changeOrder().writeWhereNeeded(lease);
            return result;
        } catch (SQLException e) {
            throw SqlErrors.translate(verb, e);
        }
    }

    /** A transaction that outlives the call; the caller closes it. */
    public final Lease open(String verb) {
        try {
            return held(begin(verb));
        } catch (SQLException e) {
            throw SqlErrors.translate(verb, e);
        }
    }

    /** As {@link #open}, for one query that is read row by row. */
    public final Lease openStream(String verb) {
        try {
            return held(stream(verb));
        } catch (SQLException e) {
            throw SqlErrors.translate(verb, e);
        }
    }

    /** The exception for a database error that a caller of {@link #open} met. */
    public static StoreSqlException failure(String verb, SQLException e) {
        return SqlErrors.translate(verb, e);
    }

    /** Commits; where the answer is lost, the outcome is unknown, and the exception says so. */
    public static void commit(Lease lease, String verb) {
        try {
            lease.commit();
        } catch (SQLException e) {
            throw SqlErrors.translateCommit(verb, e);
        }
    }
}

package io.holcstore.error;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the database refuses a statement or fails. Nothing of the verb was stored, unless
 * {@link #isOutcomeUnknown()} returns true.
 *
 * <p>The meaning of an SQLState depends on when it occurs:
 *
 * <table>
 * <caption>What an error says</caption>
 * <tr><th>SQLState</th><th>meaning</th><th>before the commit</th><th>at the commit</th></tr>
 * <tr><td>40001, 40P01, 55P03, HYT00, 90131</td><td>serialization failure, deadlock, lock timeout, concurrent
 *     update</td>
 *   <td>retryable</td><td>retryable</td></tr>
 * <tr><td>53300</td><td>too many connections</td><td>retryable</td><td></td></tr>
 * <tr><td>none, from a pool that reports a timeout as {@link java.sql.SQLTransientConnectionException}, such as
 *     HikariCP</td><td>the pool is exhausted</td>
 *   <td>retryable, unless this thread holds a connection of the same data source for a cursor, a callback or a bulk
 *   writer</td><td></td></tr>
 * <tr><td>08xxx except 08004</td><td>no connection, or a broken one</td><td>retryable</td><td>outcome unknown</td></tr>
 * <tr><td>57P01, 57P02, 57P03</td><td>PostgreSQL shuts down, has crashed, starts up; a backend is terminated</td>
 *   <td>retryable</td><td>outcome unknown</td></tr>
 * <tr><td>90067, 90098, 90121</td><td>H2: connection broken, database closed or
 *     closing</td><td>retryable</td><td>outcome unknown</td></tr>
 * <tr><td>08004, 40003, HY000, other 90xxx, none</td><td>rejected, completion unknown, general errors, errors of H2 and
 *     of drivers</td>
 *   <td>neither</td><td>outcome unknown</td></tr>
 * <tr><td>all others, such as 23xxx, 42xxx, 28xxx, 57014, P0001</td><td>constraints, also deferred ones; privileges,
 *     timeouts, triggers</td>
 *   <td>neither</td><td>neither</td></tr>
 * </table>
 *
 * <p>A pool that has waited for a server reports the last state that the server gave. After the states of the first
 * line, the store itself runs a write again, up to ten times, before it throws this exception. It does not do so in a
 * bulk writer or through {@code on(connection)}.
 */
public final class StoreSqlException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String verb;
    private final boolean retryable;
    private final boolean outcomeUnknown;

    /** Creates an exception with the answer of the database. */
    public StoreSqlException(
            String verb,
            String message,
            SQLException cause,
            boolean retryable,
            boolean outcomeUnknown,
            @Nullable String store,
            @Nullable String key) {
        super(message, cause, store, key);
        this.verb = verb;
        this.retryable = retryable;
        this.outcomeUnknown = outcomeUnknown;
    }

    /** Returns what the store was doing. The message begins with this text. */
    public String verb() {
        return verb;
    }

    /**
     * Returns the SQLState of the first database error, or null where the driver gave none (a broken connection, an
     * exhausted pool).
     */
    public @Nullable String sqlState() {
        return getCause() instanceof SQLException sql ? sql.getSQLState() : null;
    }

    /**
     * Returns true when nothing was stored and the same call may succeed if you repeat it. If the call was part of a
     * larger transaction (a bulk writer, {@code on(connection)}), repeat the whole transaction.
     */
    public boolean isRetryable() {
        return retryable;
    }

    /**
     * Returns true when the answer to the commit was lost. The database then holds all of the verb or none of it. Read
     * before you write again.
     */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}

package io.holcstore.error;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database refused or failed a statement. Nothing of the verb was stored, unless {@link #isOutcomeUnknown()}. */
public final class StoreSqlException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final boolean outcomeUnknown;

    public StoreSqlException(String message, SQLException cause, boolean retryable, boolean outcomeUnknown) {
        super(message, cause);
        this.retryable = retryable;
        this.outcomeUnknown = outcomeUnknown;
    }

    /** The SQLState of the first database error, or null where the driver gave none (a broken connection, an exhausted pool). */
    public @Nullable String sqlState() {
        return getCause() instanceof SQLException sql ? sql.getSQLState() : null;
    }

    /** True when the same call may succeed if made again: a deadlock, a lock timeout, a serialization failure, no connection. */
    public boolean isRetryable() {
        return retryable;
    }

    /** True when the connection broke while the transaction was being committed: the database holds all of the verb or none of it. */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}

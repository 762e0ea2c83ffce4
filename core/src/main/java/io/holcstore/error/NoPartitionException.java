package io.holcstore.error;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a row is to be written that belongs to no partition of its table. Nothing of the verb was stored. The
 * message names the call that adds the partition: {@code schema().partitions().add(..)}. Do not repeat the write before
 * that.
 */
public final class NoPartitionException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final @Nullable String value;
    private final @Nullable Integer chunk;

    /** Creates an exception with the answer of the database. */
    public NoPartitionException(
            String message,
            SQLException cause,
            String store,
            @Nullable String key,
            String column,
            @Nullable String value,
            @Nullable Integer chunk) {
        super(message, cause, store, key);
        this.column = column;
        this.value = value;
        this.chunk = chunk;
    }

    /** Returns the column by which the table is partitioned: the name of an axis, or {@code chunk_index}. */
    public String column() {
        return column;
    }

    /** Returns the value without a partition as text; null where the database does not tell it. */
    public @Nullable String value() {
        return value;
    }

    /**
     * Returns the number of the chunk; null where it is not known, and in stores that do not cut series into chunks.
     */
    public @Nullable Integer chunk() {
        return chunk;
    }

    /** Returns the SQLState of the database. */
    public @Nullable String sqlState() {
        return getCause() instanceof SQLException sql ? sql.getSQLState() : null;
    }

    /** Returns false: the same call fails again as long as the partition is missing. */
    public boolean isRetryable() {
        return false;
    }
}

package io.holcstore.internal.sql;

import java.time.Instant;

/**
 * The origin of the state of a chunk in a replica.
 *
 * @param updatedAt when it was written at the source
 * @param epoch the epoch of the source
 * @param sequence the position of the state among the states of the chunk there
 */
public record Origin(Instant updatedAt, long epoch, long sequence) {
    /** The columns for the origin and for whether the chunk is a tombstone. */
    public static final String COLUMNS = "\"is_deleted\", \"updated_at\", \"source_epoch\", \"source_mark\"";

    /** The number of these columns. */
    public static final int COLUMN_COUNT = 4;
}

package io.holcstore.internal.sql;

import java.time.Instant;

/**
 * Where the state of a replica's chunk comes from.
 *
 * @param updatedAt when it was written at the source
 * @param epoch which life of the source
 * @param sequence the place of the state among those of the chunk there
 */
public record Origin(Instant updatedAt, long epoch, long sequence) {
    /** The columns that hold it, and whether the chunk is a tombstone. */
    public static final String COLUMNS = "\"is_deleted\", \"updated_at\", \"source_epoch\", \"source_mark\"";

    /** How many they are. */
    public static final int COLUMN_COUNT = 4;
}

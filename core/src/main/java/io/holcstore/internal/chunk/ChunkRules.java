package io.holcstore.internal.chunk;

import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.verb.WriteTally;
import java.sql.Connection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the rows of a table, and which rows it has. By default these are the rules of this library's own
 * tables. An adapter overrides them for another application that reads and writes the same table. Immutable and
 * thread-safe.
 */
public class ChunkRules {
    /** The rules of this library's own tables. */
    public static final ChunkRules OWN = new ChunkRules();

    protected ChunkRules() {}

    /**
     * Returns the start of a chunk.
     *
     * @param recorded the start in its row
     * @param expected the start by the calendar
     */
    public Instant start(Instant recorded, Instant expected) {
        return recorded;
    }

    /** Returns the start to record in the row of a chunk, in milliseconds like its argument. */
    public long recordedStart(long startMillis) {
        return startMillis;
    }

    /** Returns whether a blob may lack slots at the end of its chunk, which then have no value. */
    public boolean mayLackEnd() {
        return false;
    }

    /** Returns whether a row contains the times of its first and last value. */
    public boolean hasTimes() {
        return true;
    }

    /**
     * Returns whether the table has a row for each chunk between these two of one series, including chunks without a
     * value.
     */
    public boolean fillsBetween(int before, int after) {
        return false;
    }

    /** Returns the method of the builder that makes a store replicated. */
    public String replicating() {
        return "replicated()";
    }

    /** Returns the writer of rows without values, for one transaction; null when there are no such rows. */
    public @Nullable HoleFiller holes(
            ChunkContext context, ChunkTable table, Connection connection, Workspace workspace, WriteTally tally) {
        return null;
    }
}

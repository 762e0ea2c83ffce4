package io.holcstore.internal.chunk;

import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.verb.WriteTally;
import java.sql.Connection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a table say, and which rows it has: those of this library's own tables as long as nothing is
 * overridden. An adapter overrides what another application, which reads and writes the same table, does differently.
 * Immutable and thread-safe.
 */
public class ChunkRules {
    /** The rules of this library's own tables. */
    public static final ChunkRules OWN = new ChunkRules();

    protected ChunkRules() {}

    /**
     * Where a chunk starts.
     *
     * @param recorded the start in its row
     * @param expected the start by the calendar
     */
    public Instant start(Instant recorded, Instant expected) {
        return recorded;
    }

    /** The start that the row of a chunk records, in milliseconds as its argument. */
    public long recordedStart(long startMillis) {
        return startMillis;
    }

    /** Whether a blob may lack slots at the end of its chunk, which then have no value. */
    public boolean mayLackEnd() {
        return false;
    }

    /** Whether a row says when its first and its last value are. */
    public boolean hasTimes() {
        return true;
    }

    /** Whether the table has a row for each chunk between these two of one series, also for those without a value. */
    public boolean fillsBetween(int before, int after) {
        return false;
    }

    /** The method of the builder that makes a store replicated. */
    public String replicating() {
        return "replicated()";
    }

    /** Writes the rows without values, for one transaction; null where there are none. */
    public @Nullable HoleFiller holes(
            ChunkContext context, ChunkTable table, Connection connection, Workspace workspace, WriteTally tally) {
        return null;
    }
}

package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.ChunkId;
import java.util.List;

/**
 * Chunks next to some that are about to be written. Their rows may reach into these when they were written under other
 * rules of the zone.
 *
 * @param before chunks whose last value matters
 * @param after chunks whose first value matters
 */
public record Neighbours(List<ChunkId> before, List<ChunkId> after) {
    public static final Neighbours NONE = new Neighbours(List.of(), List.of());

    /** Receives a stored neighbour: a chunk and the time of the value that matters. */
    public interface Consumer {
        void accept(ChunkId id, long epochMillis);
    }
}

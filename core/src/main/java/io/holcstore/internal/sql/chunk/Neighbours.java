package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.ChunkId;
import java.util.List;

/**
 * Chunks beside some that are about to be written, whose rows may reach into these where they were laid under other
 * rules of the zone.
 *
 * @param before chunks of which the last value matters
 * @param after chunks of which the first value matters
 */
public record Neighbours(List<ChunkId> before, List<ChunkId> after) {
    public static final Neighbours NONE = new Neighbours(List.of(), List.of());

    /** Takes what is stored of a neighbour: a chunk and the time of the value that matters. */
    public interface Consumer {
        void accept(ChunkId id, long epochMillis);
    }
}

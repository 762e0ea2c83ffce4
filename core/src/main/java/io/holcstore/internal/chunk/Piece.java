package io.holcstore.internal.chunk;

import io.holcstore.internal.sql.ChunkId;

/** The part of a placed series that belongs to one chunk. */
record Piece(Placement placement, int index) {
    ChunkId id() {
        return new ChunkId(placement.key(), placement.chunk(index));
    }

    boolean isHole() {
        return placement.isHole(index);
    }

    /** Returns 1 for a chunk with values, and 0 for a hole. */
    int count() {
        return isHole() ? 0 : 1;
    }
}

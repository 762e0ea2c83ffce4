package io.holcstore.internal.sql.chunk;

/**
 * Chunks, and those among them of which the statistics are enough; a last index before the first one means none.
 */
public record ChunkSpan(ChunkReach reach, int firstWhole, int lastWhole) {
    /** The same chunks with the data of all. */
    public ChunkSpan decoded() {
        return new ChunkSpan(reach, 0, -1);
    }
}

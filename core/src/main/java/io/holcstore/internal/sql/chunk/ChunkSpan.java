package io.holcstore.internal.sql.chunk;

/**
 * Chunks, and those among them whose statistics are enough. When the last of these is less than the first, there are
 * none.
 */
public record ChunkSpan(ChunkReach reach, int firstWhole, int lastWhole) {
    /** Returns the same chunks, all with their data. */
    public ChunkSpan decoded() {
        return new ChunkSpan(reach, 0, -1);
    }
}

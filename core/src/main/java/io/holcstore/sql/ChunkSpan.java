package io.holcstore.sql;

/**
 * Chunks from one index to another, both included, and those among them of which the statistics are enough; a last index before the first
 * one means none.
 */
public record ChunkSpan(int first, int last, int firstWhole, int lastWhole) {}

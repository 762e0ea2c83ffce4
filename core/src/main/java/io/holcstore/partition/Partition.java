package io.holcstore.partition;

/**
 * A partition of the table of the data.
 *
 * @param table the name of its own table, without the schema
 * @param holds what belongs into it, as text: {@code tenant=north}, {@code 2026}, {@code 2026-01 to 2026-03},
 *     {@code hash 3 of 8}, {@code everything else}
 * @param bytes its size on disk with its indexes
 */
public record Partition(String table, String holds, long bytes) {}

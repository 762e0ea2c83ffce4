package io.holcstore.time;

/** The length of a chunk in the local calendar of the store's zone. A chunk is one row of a store. */
public enum ChunkBy {
    /** One chunk a year; its number is the year. */
    YEAR(12),
    /** One chunk a month; its number is {@code year * 12 + month - 1}. */
    YEAR_MONTH(1);

    private final int months;

    ChunkBy(int months) {
        this.months = months;
    }

    /** The number of the chunk that the month lies in. */
    public int chunkOf(int year, int month) {
        return (year * 12 + month - 1) / months;
    }

    /** The chunk's first month, as {@code year * 12 + month - 1}. */
    public int firstMonth(int chunk) {
        return chunk * months;
    }
}

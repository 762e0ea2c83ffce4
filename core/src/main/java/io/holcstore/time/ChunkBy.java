package io.holcstore.time;

/** How much of the local calendar one chunk covers, in the zone of the store. A chunk is one row of a store. */
public enum ChunkBy {
    /** One chunk for each year. Its number is the year. */
    YEAR(12),
    /** One chunk for each month. Its number is {@code year * 12 + month - 1}. */
    YEAR_MONTH(1);

    private final int months;

    ChunkBy(int months) {
        this.months = months;
    }

    /** Returns the number of the chunk that contains the month. */
    public int chunkOf(int year, int month) {
        return (year * 12 + month - 1) / months;
    }

    /** Returns the first month of the chunk, as {@code year * 12 + month - 1}. */
    public int firstMonth(int chunk) {
        return chunk * months;
    }
}

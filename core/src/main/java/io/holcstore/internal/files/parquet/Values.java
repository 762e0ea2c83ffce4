package io.holcstore.internal.files.parquet;

/**
 * Reads the values of one page, without those that are absent. The type of the column decides which of the two methods
 * works.
 */
public interface Values {
    /** Reads numbers: whole numbers, 0 and 1 for false and true, and the bits of floats and doubles. */
    default void read(long[] out, int count) {
        throw new Damage("a page has no numbers");
    }

    /** Reads bytes. The same value of a dictionary is the same array. */
    default void read(byte[][] out, int count) {
        throw new Damage("a page has no bytes");
    }
}

package io.holcstore.internal.files.parquet;

/** The values of one page that are there, in their order. One of the two methods works, by the type of the column. */
public interface Values {
    /** Numbers: whole numbers, 0 and 1 for false and true, and the bits of floats and doubles. */
    default void read(long[] out, int count) {
        throw new Damage("a page has no numbers");
    }

    /** Bytes. The same value of a dictionary is the same array. */
    default void read(byte[][] out, int count) {
        throw new Damage("a page has no bytes");
    }
}

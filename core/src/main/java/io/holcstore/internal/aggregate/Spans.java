package io.holcstore.internal.aggregate;

/** The intervals in which data is stored, in order and without overlaps. */
public interface Spans {
    /** Returns the number of intervals. */
    int size();

    /** Returns the start of an interval. */
    long startMillis(int i);

    /** Returns the exclusive end of an interval. */
    long endMillis(int i);

    /** Returns how many points of an interval are in memory. */
    long points(int i);
}

package io.holcstore.internal.aggregate;

/** The stretches of time in which something is stored, in order; they do not overlap. */
public interface Spans {
    /** How many there are. */
    int size();

    /** Where one begins. */
    long startMillis(int i);

    /** Where one ends, exclusive. */
    long endMillis(int i);

    /** How many points are in memory for one. */
    long points(int i);
}

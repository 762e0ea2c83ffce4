package io.holcstore.internal.verb;

import io.holcstore.key.SeriesKey;

/** A series that was checked against its store and is ready to be written. */
public interface Prepared {
    /** Returns the key, with its values in the order of the store's axes. */
    SeriesKey key();

    /** Returns the number of values that are dropped. */
    int dropped();

    /** Returns the number of values that are moved to another instant. */
    int moved();
}

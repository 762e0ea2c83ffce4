package io.holcstore.internal.verb;

import io.holcstore.key.SeriesKey;

/** A series that was checked against its store and is ready to be written. */
public interface Prepared {
    /** Its values are in the order of the store's axes. */
    SeriesKey key();

    /** How many of its values are dropped. */
    int dropped();

    /** How many of its values are moved to another instant. */
    int moved();
}

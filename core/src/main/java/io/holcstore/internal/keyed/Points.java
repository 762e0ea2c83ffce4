package io.holcstore.internal.keyed;

import io.holcstore.internal.verb.Prepared;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;

/** The points of a series that have a value, all at times that databases support. */
public record Points(SeriesKey key, Series series) implements Prepared {
    /** Returns 0, because a keyed store has no grid. */
    @Override
    public int dropped() {
        return 0;
    }

    @Override
    public int moved() {
        return 0;
    }
}

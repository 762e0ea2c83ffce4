package io.holcstore.testkit.demo;

import io.holcstore.series.Series;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Load readings of many meters, in watts, one meter at a time. */
interface Readings {
    /** How many series {@link #forEach} hands over; -1 where nobody knows before the end. */
    long count();

    /** Hands over a meter's name and its series, of which only one is held in memory. */
    void forEach(BiConsumer<String, Series> consumer) throws IOException;
}

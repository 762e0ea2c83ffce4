package io.holcstore.store;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.time.Instant;

/**
 * Several versions as one series.
 *
 * @param key what they have in common: a value on each axis they were combined by
 * @param number the number of the version that won, as are the two times below
 * @param createdAt when that version was first stored
 * @param modifiedAt when it was last stored
 * @param series its values, and those of the others where it has none
 */
public record CombinedSeries(SeriesKey key, int number, Instant createdAt, Instant modifiedAt, Series series) {}

package io.holcstore.store;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.time.Instant;

/**
 * One series that combines several versions.
 *
 * @param key the common key of the versions: a value on each axis they were combined by
 * @param number the number of the version that won; the two times below are also from this version
 * @param createdAt when that version was first stored
 * @param modifiedAt when that version was last stored
 * @param series the values of that version, and the values of the others where it has none
 */
public record CombinedSeries(SeriesKey key, int number, Instant createdAt, Instant modifiedAt, Series series) {}

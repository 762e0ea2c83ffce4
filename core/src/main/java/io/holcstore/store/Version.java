package io.holcstore.store;

import io.holcstore.series.Series;
import java.time.Instant;

/**
 * One version of a series.
 *
 * @param number the number of the version, counted from 0
 * @param createdAt when this version was first stored, by the database's clock to the microsecond
 * @param modifiedAt when this version was last stored: later than {@code createdAt} where a put has replaced it
 * @param series the stored series
 */
public record Version(int number, Instant createdAt, Instant modifiedAt, Series series) {}

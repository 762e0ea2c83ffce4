package io.holcstore.store;

import io.holcstore.series.Series;
import java.time.Instant;

/**
 * One version of a series.
 *
 * @param number counted from 0
 * @param createdAt when this version was first stored, by the database's clock to the microsecond
 * @param modifiedAt when it was last stored: later than {@code createdAt} where a put has replaced it
 * @param series what was stored
 */
public record Version(int number, Instant createdAt, Instant modifiedAt, Series series) {}

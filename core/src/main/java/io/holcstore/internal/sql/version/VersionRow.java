package io.holcstore.internal.sql.version;

import io.holcstore.key.SeriesKey;
import java.time.Instant;

/**
 * One version of a series.
 *
 * @param number the version's number, from 0
 * @param createdAt when the version was first stored, by the clock of the database, in whole microseconds
 * @param modifiedAt when it was last stored, by the same clock
 * @param series the encoded series
 */
public record VersionRow(SeriesKey key, int number, Instant createdAt, Instant modifiedAt, SeriesBlob series) {}

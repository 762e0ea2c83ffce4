package io.holcstore.internal.codec;

/**
 * What is known of a series without decoding it.
 *
 * @param points its points, those without a value included
 * @param values its points that have a value
 * @param firstMillis the instant of the first point in epoch milliseconds, 0 when there is none
 * @param lastMillis the instant of the last point, 0 when there is none
 */
public record SeriesSummary(int points, int values, long firstMillis, long lastMillis) {}

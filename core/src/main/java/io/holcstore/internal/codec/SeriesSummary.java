package io.holcstore.internal.codec;

/**
 * The facts about a series that are available without decoding its values.
 *
 * @param points the number of points, including those without a value
 * @param values the number of points that have a value
 * @param firstMillis the instant of the first point in epoch milliseconds, 0 when there is none
 * @param lastMillis the instant of the last point, 0 when there is none
 */
public record SeriesSummary(int points, int values, long firstMillis, long lastMillis) {}

package io.holcstore.series;

/** Takes the points of a series one after the other. Boxes nothing. */
@FunctionalInterface
public interface SampleConsumer {
    /**
     * Takes one point.
     *
     * @param epochMillis the instant of the point, in milliseconds since 1970-01-01T00:00Z
     * @param value the value of the point, or NaN when it has none
     */
    void accept(long epochMillis, double value);
}

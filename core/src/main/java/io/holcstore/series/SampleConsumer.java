package io.holcstore.series;

/** Takes the points of a series one after the other, without boxing. */
@FunctionalInterface
public interface SampleConsumer {
    /**
     * Takes one point.
     *
     * @param epochMillis its instant in milliseconds since 1970-01-01T00:00Z
     * @param value its value; NaN where the series has the instant but no value
     */
    void accept(long epochMillis, double value);
}

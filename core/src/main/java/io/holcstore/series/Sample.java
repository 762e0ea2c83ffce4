package io.holcstore.series;

import java.time.Instant;
import java.util.Objects;

/**
 * One point of a series.
 *
 * @param time when, in whole milliseconds
 * @param value the value; NaN for a point without a value
 */
public record Sample(Instant time, double value) {
    /** Creates a sample. */
    public Sample {
        Objects.requireNonNull(time, "time");
    }
}

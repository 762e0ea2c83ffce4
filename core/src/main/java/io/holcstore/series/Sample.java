package io.holcstore.series;

import java.time.Instant;
import java.util.Objects;

/**
 * One point of a series: an instant and a value. NaN means that there is no value.
 *
 * <p>A sample is for code that handles single points. {@link Series#forEach} hands over the same points without an
 * object for each.
 *
 * @param time the instant of the point; a series keeps whole milliseconds
 * @param value the value at that instant, or NaN
 */
public record Sample(Instant time, double value) {
    /** Creates a sample. */
    public Sample {
        Objects.requireNonNull(time, "time");
    }
}

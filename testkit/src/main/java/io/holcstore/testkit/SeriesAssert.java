package io.holcstore.testkit;

import io.holcstore.series.Gaps;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions for a {@link Series}. Values are compared bit by bit, any NaN equal to any other, so 0.0 is not
 * -0.0; messages name instants.
 *
 * <pre>{@code
 * assertThat(store.readDense(meter, march)).isRegular().hasSize(2972).hasNoGaps().hasValueAt(noon, 231);
 * }</pre>
 */
public final class SeriesAssert extends AbstractAssert<SeriesAssert, Series> {
    private SeriesAssert(@Nullable Series actual) {
        super(actual, SeriesAssert.class);
    }

    /** Starts the assertions on a series. */
    public static SeriesAssert assertThat(@Nullable Series actual) {
        return new SeriesAssert(actual);
    }

    /** The number of points, those without a value included. */
    public SeriesAssert hasSize(int expected) {
        int size = present().size();
        return size == expected ? this : fail("Expected %d points but there are %d: %s", expected, size, actual);
    }

    /** No points at all. */
    public SeriesAssert isEmpty() {
        return hasSize(0);
    }

    /** The number of points that have a value. */
    public SeriesAssert hasValueCount(int expected) {
        int count = present().valueCount();
        return count == expected ? this : fail("Expected %d values but there are %d: %s", expected, count, actual);
    }

    /** A series on a grid. */
    public SeriesAssert isRegular() {
        return present().isRegular() ? this : fail("Expected a regular series but got %s", actual);
    }

    /** A series without a grid. */
    public SeriesAssert isIrregular() {
        return present().isRegular() ? fail("Expected an irregular series but got %s", actual) : this;
    }

    /** A series on a grid of this step, as {@code "15min"} or {@code "1d"}. */
    public SeriesAssert hasStep(String frequency) {
        Frequency step = grid().step();
        return step.equals(Frequency.parse(frequency))
                ? this
                : fail("Expected a step of %s but it is %s: %s", frequency, step, actual);
    }

    /** The instant of the first point. */
    public SeriesAssert startsAt(Instant expected) {
        Instant first = present().firstTimestamp().orElse(null);
        return expected.equals(first) ? this : fail("Expected the first point at %s but it is at %s", expected, first);
    }

    /** The instant of the last point. */
    public SeriesAssert endsAt(Instant expected) {
        Instant last = present().lastTimestamp().orElse(null);
        return expected.equals(last) ? this : fail("Expected the last point at %s but it is at %s", expected, last);
    }

    /** A point at this instant with exactly this value; NaN: a point without a value. */
    public SeriesAssert hasValueAt(Instant instant, double expected) {
        int i = indexOf(instant);
        if (i < 0) {
            return fail("Expected %s at %s but there is no point: %s", expected, instant, actual);
        }
        double value = present().valueAt(i);
        return sameBits(value, expected) ? this : fail("Expected %s at %s but it is %s", expected, instant, value);
    }

    /** No point at this instant, or one without a value. */
    public SeriesAssert hasNoValueAt(Instant instant) {
        int i = indexOf(instant);
        return i < 0 || Double.isNaN(present().valueAt(i))
                ? this
                : fail(
                        "Expected no value at %s but it is %s",
                        instant, present().valueAt(i));
    }

    /** Exactly these values in time order, wherever they lie in time. */
    public SeriesAssert hasValues(double... expected) {
        hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (!sameBits(present().valueAt(i), expected[i])) {
                return fail(
                        "Expected %s at %s (point %d) but it is %s",
                        expected[i], instant(i), i, present().valueAt(i));
            }
        }
        return this;
    }

    /**
     * The same instants with the same values bit by bit; a regular and an irregular series can be equal. The message
     * names the first difference and counts the others.
     */
    public SeriesAssert isEqualToBitwise(Series expected) {
        Series got = present();
        int common = Math.min(got.size(), expected.size());
        int different = 0;
        int first = -1;
        for (int i = 0; i < common; i++) {
            if (got.epochMillisAt(i) != expected.epochMillisAt(i) || !sameBits(got.valueAt(i), expected.valueAt(i))) {
                different++;
                first = first < 0 ? i : first;
            }
        }
        if (different == 0 && got.size() == expected.size()) {
            return this;
        }
        if (different == 0) {
            return fail(
                    "Expected %d points but there are %d; the first %d are equal%nexpected: %s%n but was: %s",
                    expected.size(), got.size(), common, expected, got);
        }
        return fail(
                "%d of %d points differ, first point %d%nexpected: %s%n but was: %s%n(of %s and %s)",
                different, common, first, point(expected, first), point(got, first), expected, got);
    }

    /**
     * Exactly these gaps on the grid: each from its first missing point to the next point with a value, or to the end
     * of the grid.
     */
    public SeriesAssert hasGaps(TimeRange... expected) {
        List<TimeRange> gaps = Gaps.find(grid(), present().values());
        return gaps.equals(List.of(expected))
                ? this
                : fail("Expected the gaps %s but there are %s", List.of(expected), gaps);
    }

    /** A value at every point of the grid. */
    public SeriesAssert hasNoGaps() {
        return hasGaps();
    }

    private Series present() {
        isNotNull();
        return actual;
    }

    private Grid grid() {
        isRegular();
        return present().grid().orElseThrow();
    }

    private int indexOf(Instant instant) {
        Series series = present();
        long millis = instant.toEpochMilli();
        int i = series.indexAtOrAfter(millis);
        boolean there = i < series.size()
                && series.epochMillisAt(i) == millis
                && Instant.ofEpochMilli(millis).equals(instant);
        return there ? i : -1;
    }

    private Instant instant(int i) {
        return Instant.ofEpochMilli(present().epochMillisAt(i));
    }

    private static String point(Series series, int i) {
        return series.valueAt(i) + " at " + Instant.ofEpochMilli(series.epochMillisAt(i));
    }

    private static boolean sameBits(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    private SeriesAssert fail(String message, @Nullable Object... args) {
        failWithMessage(message, args);
        return this;
    }
}

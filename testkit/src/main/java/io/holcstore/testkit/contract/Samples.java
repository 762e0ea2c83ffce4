package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.VARCHAR;

import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** The load curves that most tests store, and short ways to write series down. */
final class Samples {
    static final double NONE = Double.NaN;
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Axis<Integer> VERSION = Axis.of("version", INT);
    static final Axis<String> KIND = Axis.of("kind", VARCHAR(20));
    static final SeriesKey BASE = key(1, "base");
    static final SeriesKey PEAK = key(1, "peak");

    private Samples() {}

    static SeriesKey key(int version, String kind) {
        return SeriesKey.of(VERSION.is(version), KIND.is(kind));
    }

    /** Hours from a local time in Paris on, written {@code 2024-03-01T00:00}. */
    static Series hours(String localStart, double... values) {
        return steps("1h", localStart, values);
    }

    /** Calendar days in Paris from this day on. */
    static Series dailies(String day, double... values) {
        return steps("1d", day + "T00:00", values);
    }

    static Series steps(String step, String localStart, double... values) {
        return Series.regular(at(localStart), Frequency.parse(step), values);
    }

    static ZonedDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS);
    }

    static Instant instant(String local) {
        return at(local).toInstant();
    }

    static TimeRange range(String localStart, String localEnd) {
        return TimeRange.of(at(localStart), at(localEnd));
    }

    static TimeRange month(int year, int month) {
        return TimeRange.month(YearMonth.of(year, month), PARIS);
    }

    /** {@code first, first + 1, ..} */
    static double[] ramp(int size, double first) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> first + i);
        return values;
    }

    static double[] constant(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    static double[] none(int size) {
        return constant(size, NONE);
    }

    /** What a caller passes by mistake. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T nothing() {
        return null;
    }
}

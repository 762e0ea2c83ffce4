package io.holcstore.series;

import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the ranges that must be fetched again to complete a range. The functions are pure. */
public final class Missing {
    private Missing() {}

    /**
     * Returns the parts of a bounded range that a series lacks. Values are expected one step apart, on any grid. A part
     * can be missing before the first value, after the last value or between any two values. Stretches shorter than a
     * step are not missing. NaN counts as missing. When the range contains no value, the whole range is missing.
     *
     * <p>A value stands for the step that begins with it. After the last value, the range is therefore missing from one
     * step later on.
     *
     * @param zone the zone of a calendar step
     * @return ranges in order of time that neither overlap nor touch
     * @throws IllegalArgumentException when the range has no start or no end, or values in it lie outside the years 1
     *     to 9999
     */
    public static List<TimeRange> find(Series series, TimeRange range, Frequency step, ZoneId zone) {
        if (!range.isBounded()) {
            throw new IllegalArgumentException(
                    "a search for missing data needs a range with a start and an end, but got " + range);
        }
        List<TimeRange> missing = new ArrayList<>();
        long from = range.startMillis(); // the points before have been checked
        boolean any = false;
        int end = series.indexAtOrAfter(range.endMillis());
        for (int i = series.indexAtOrAfter(from); i < end; i++) {
            if (!Double.isNaN(series.valueAt(i))) {
                add(missing, from, series.epochMillisAt(i), step, zone);
                from = step.after(series.epochMillisAt(i), zone);
                any = true;
            }
        }
        if (!any) {
            return range.isEmpty() ? List.of() : List.of(range);
        }
        add(missing, from, range.endMillis(), step, zone);
        return TimeRange.union(missing);
    }

    private static void add(List<TimeRange> missing, long from, long to, Frequency step, ZoneId zone) {
        if (from < to && step.after(from, zone) <= to) {
            missing.add(TimeRange.ofEpochMillis(from, to));
        }
    }

    /**
     * Converts the ranges of each key to the keys of each range. The ranges are in {@link TimeRange#order}, the keys in
     * the order of the map.
     */
    public static <K> Map<TimeRange, List<K>> byRange(Map<K, List<TimeRange>> missing) {
        Map<TimeRange, List<K>> keys = new TreeMap<>(TimeRange.order());
        missing.forEach((key, ranges) -> ranges.forEach(
                range -> keys.computeIfAbsent(range, r -> new ArrayList<>()).add(key)));
        return keys;
    }
}

package io.holcstore.internal.projection;

import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.time.Frequency;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a projection.
 *
 * @param table its name, after the name of its schema if there is one
 * @param bucket the length of buckets; null until it is set
 * @param byValue whether each row is a value
 * @param across the axes of groups of series; null for the series themselves
 * @param retention how far back it reaches; null without a limit
 */
record ProjectionSettings(
        List<String> table,
        @Nullable Frequency bucket,
        boolean byValue,
        KeyFilter filter,
        @Nullable List<Axis<?>> across,
        ZoneId zone,
        LocalTime dayStart,
        MonthDay yearStart,
        @Nullable TemporalAmount retention) {
    static ProjectionSettings of(List<String> table, ZoneId zone) {
        return new ProjectionSettings(
                table, null, false, KeyFilter.all(), null, zone, BucketRule.MIDNIGHT, BucketRule.JANUARY, null);
    }

    String name() {
        return String.join(".", table);
    }

    ProjectionSettings by(Frequency other) {
        return new ProjectionSettings(table, other, false, filter, across, zone, dayStart, yearStart, retention);
    }

    ProjectionSettings values() {
        return new ProjectionSettings(table, null, true, filter, across, zone, dayStart, yearStart, retention);
    }

    ProjectionSettings of(KeyFilter other) {
        return new ProjectionSettings(table, bucket, byValue, other, across, zone, dayStart, yearStart, retention);
    }

    ProjectionSettings across(List<Axis<?>> axes) {
        return new ProjectionSettings(table, bucket, byValue, filter, axes, zone, dayStart, yearStart, retention);
    }

    ProjectionSettings in(ZoneId other) {
        return new ProjectionSettings(table, bucket, byValue, filter, across, other, dayStart, yearStart, retention);
    }

    ProjectionSettings dayStart(LocalTime time) {
        return new ProjectionSettings(table, bucket, byValue, filter, across, zone, time, yearStart, retention);
    }

    ProjectionSettings yearStart(MonthDay day) {
        return new ProjectionSettings(table, bucket, byValue, filter, across, zone, dayStart, day, retention);
    }

    ProjectionSettings retaining(TemporalAmount amount) {
        return new ProjectionSettings(table, bucket, byValue, filter, across, zone, dayStart, yearStart, amount);
    }
}

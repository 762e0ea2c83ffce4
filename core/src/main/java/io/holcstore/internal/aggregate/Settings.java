package io.holcstore.internal.aggregate;

import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.time.Frequency;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;

/** The settings of an aggregation except for the length of the buckets. */
record Settings(Function<BucketRule, BucketCalendar> calendars, ZoneId zone, LocalTime dayStart, MonthDay yearStart) {
    static Settings of(Function<BucketRule, BucketCalendar> calendars, ZoneId zone) {
        return new Settings(calendars, zone, BucketRule.MIDNIGHT, BucketRule.JANUARY);
    }

    Settings in(ZoneId other) {
        return new Settings(calendars, Objects.requireNonNull(other, "zone"), dayStart, yearStart);
    }

    Settings dayStart(LocalTime time) {
        return new Settings(calendars, zone, BucketRule.dayStart(time), yearStart);
    }

    Settings yearStart(MonthDay day) {
        return new Settings(calendars, zone, dayStart, Objects.requireNonNull(day, "day"));
    }

    BucketCalendar by(Frequency bucket) {
        return calendars.apply(new BucketRule(bucket, zone, dayStart, yearStart));
    }
}

package io.holcstore.internal.calendar;

import io.holcstore.time.Frequency;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;

/**
 * The requested buckets. Combinations without meaning are refused, with a message that names both settings.
 *
 * @param bucket the length of the buckets
 * @param zone the zone whose clock determines the buckets
 * @param dayStart when their days begin
 * @param yearStart when their years begin, and the day on which their months begin
 */
public record BucketRule(Frequency bucket, ZoneId zone, LocalTime dayStart, MonthDay yearStart) {
    /** The default start of days. */
    public static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

    /** The default start of years. */
    public static final MonthDay JANUARY = MonthDay.of(1, 1);

    private static final String BUCKETS = " are not possible: a bucket must be a number of days, weeks, months or years"
            + " (\"1d\", \"1week\", \"1month\", \"1year\"), or a duration that divides a day";

    private static final long DAY = 86_400_000;

    /** Creates a rule. */
    public BucketRule {
        if (!yearStart.equals(JANUARY) && bucket.months() == 0) {
            throw new IllegalArgumentException("yearStart(" + yearStart + ") and by(\"" + bucket
                    + "\") do not go together: only buckets of months and years depend on the start of the year");
        }
    }

    /**
     * Returns a start of days.
     *
     * @throws IllegalArgumentException when it is not at a whole millisecond
     */
    public static LocalTime dayStart(LocalTime time) {
        if (time.toNanoOfDay() % 1_000_000 != 0) {
            throw new IllegalArgumentException("a day must begin at a whole millisecond, not at " + time);
        }
        return time;
    }

    /** Returns a rule with days that begin at midnight and years that begin in January. */
    public static BucketRule of(Frequency bucket, ZoneId zone) {
        return new BucketRule(bucket, zone, MIDNIGHT, JANUARY);
    }

    /** Refuses buckets that are neither calendar periods nor equal parts of a day. */
    void requirePartOfDay() {
        if (!dividesDay()) {
            throw new IllegalArgumentException("buckets of " + bucket + BUCKETS);
        }
    }

    private boolean dividesDay() {
        return bucket.isCalendar() || DAY % bucket.millis() == 0;
    }

    /** Refuses buckets that cut the slots of a calendar, as far as the settings show. */
    void requireWholeSlots(ChunkCalendar slots) {
        Frequency step = slots.frequency();
        boolean daily = step.isCalendar();
        boolean whole = bucket.isCalendar() || (!daily && bucket.millis() % step.millis() == 0);
        if (!whole || !dividesDay()) {
            throw new IllegalArgumentException(
                    "points of " + step + " in buckets of " + bucket + BUCKETS + " and a multiple of " + step);
        }
        if (!dayStart.equals(MIDNIGHT) && (daily || dayStart.toNanoOfDay() / 1_000_000 % step.millis() != 0)) {
            throw new IllegalArgumentException("dayStart(" + dayStart + ") and the step " + step
                    + " of the store do not go together: a day would begin inside a step");
        }
        if (daily && !isOfClock(slots)) {
            throw new IllegalArgumentException("in(" + zone + ") and the step " + step
                    + " of the store do not go together: the values are those of local days in " + slots.zone());
        }
    }

    /**
     * Returns whether the days are those of a calendar, which keeps the rules that its zone had when it was created.
     */
    boolean isOfClock(ChunkCalendar slots) {
        return zone.equals(slots.zone()) || slots.days().follow(zone);
    }

    boolean hasMidnightDays() {
        return dayStart.equals(MIDNIGHT);
    }

    boolean hasCalendarMonths() {
        return yearStart.getDayOfMonth() == 1;
    }
}

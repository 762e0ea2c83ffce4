package io.holcstore.internal.files.time;

import io.holcstore.internal.time.Years;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The local time at which the days of a file begin. Those that begin after noon begin on the calendar day before.
 *
 * @param inclusive whether a time equal to the start is the end of a day
 */
public record DayStart(LocalTime time, boolean inclusive) {
    /** Creates the rule of a file. At midnight only 00:00 could belong to another day, so it ends one. */
    public static DayStart of(LocalTime time, boolean ends) {
        return new DayStart(time, ends || time.equals(LocalTime.MIDNIGHT));
    }

    private boolean isLate() {
        return time.isAfter(LocalTime.NOON);
    }

    /** Returns the time of the calendar that a time of a day of the file means. */
    public WrittenTime of(WrittenTime written) {
        LocalTime at = written.time();
        if (at == null) {
            throw new DateTimeException("has no time of day, which dayStart(..) needs");
        }
        int order = written.endOfDay() ? 1 : at.compareTo(time);
        boolean before = order < 0 || (order == 0 && inclusive);
        if (before == isLate()) {
            return written;
        }
        return written.plusDays(before ? 1 : -1);
    }

    /** Returns the first instant of a day of the file. */
    public long first(LocalDate day, ZoneId zone) {
        LocalDateTime start = (isLate() ? day.minusDays(1) : day).atTime(time);
        return Years.firstInstant(start, zone.getRules());
    }
}

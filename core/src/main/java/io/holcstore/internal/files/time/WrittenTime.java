package io.holcstore.internal.files.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time in the form in which a text contains it.
 *
 * @param time the time of day, or null when the text has only the day
 * @param endOfDay whether the text has the time 24:00
 * @param offset the offset, or null when the text has none
 * @param zone the zone, or null when the text names none
 */
public record WrittenTime(
        LocalDate day,
        @Nullable LocalTime time,
        boolean endOfDay,
        @Nullable ZoneOffset offset,
        @Nullable ZoneId zone) {
    /** Returns the local time, which is midnight when the text has only the day. */
    public LocalDateTime local() {
        return endOfDay ? day.plusDays(1).atStartOfDay() : day.atTime(time == null ? LocalTime.MIDNIGHT : time);
    }

    /** Returns the same time of another day. Midnight of the next day stays the end of its day. */
    public WrittenTime plusDays(int days) {
        boolean end = days == 1 && LocalTime.MIDNIGHT.equals(time) && !endOfDay;
        return new WrittenTime(end ? day : day.plusDays(days), time, end || endOfDay, offset, zone);
    }
}

package io.holcstore.internal.files.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time as a text gives it.
 *
 * @param time the time of day, null where the text has only the day
 * @param endOfDay whether the text says 24:00
 * @param offset null where the text has none
 * @param zone null where the text names none
 */
public record WrittenTime(
        LocalDate day,
        @Nullable LocalTime time,
        boolean endOfDay,
        @Nullable ZoneOffset offset,
        @Nullable ZoneId zone) {
    /** What a clock shows then, midnight where only the day is given. */
    public LocalDateTime local() {
        return endOfDay ? day.plusDays(1).atStartOfDay() : day.atTime(time == null ? LocalTime.MIDNIGHT : time);
    }
}

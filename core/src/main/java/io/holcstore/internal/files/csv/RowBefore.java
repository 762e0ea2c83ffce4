package io.holcstore.internal.files.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The times of the rows before, of one series in one file. The instant of the previous row distinguishes the two passes
 * of a repeated hour. The order of the rows of a day shows when its last time is written as the first one: 00:00 behind
 * 23:45 of the same day means 24:00.
 */
final class RowBefore {
    private static final long NONE = Long.MIN_VALUE;

    private long instant = NONE;
    private long step; // from the row before the previous one to the previous one
    private boolean steady; // whether the step before was the same
    private @Nullable LocalDate day; // as the previous row has it
    private long first; // the instant of the first row of this day
    private int rows; // of this day; negative after one that is earlier than the row before

    /** Forgets all rows. */
    void begin() {
        instant = NONE;
        day = null;
    }

    /** Returns the instant of the previous row, {@link Long#MIN_VALUE} at the first. */
    long instant() {
        return instant;
    }

    /** Accepts the instant of a cell of a row that has many. */
    void next(long at) {
        instant = at;
    }

    /**
     * Accepts the next row.
     *
     * @param written the day that it has
     * @param zone of its time
     * @throws DateTimeException when rows before show that a time of this day is that of the next one
     */
    void next(long at, LocalDate written, ZoneId zone) {
        boolean same = written.equals(day);
        boolean wrong = same && at < instant && step > 0 && isDayEarly(at, zone);
        if (same) {
            rows = rows > 0 && at > instant ? rows + 1 : -1;
        } else {
            day = written;
            first = at;
            rows = 1;
        }
        steady = at - instant == step;
        step = at - instant;
        instant = at;
        if (wrong) {
            throw new DateTimeException(
                    "and the rows before have the times of one day in an order in which one of them must be a day later:"
                            + " dayStart(LocalTime.MIDNIGHT) makes 00:00 the end of its day, and"
                            + " dayStart(LocalTime.of(6, 0)) reads gas days; if all times are right, sort the rows by"
                            + " time");
        }
    }

    /**
     * Returns whether this row, or the first row of its day when the newest rows come first, would continue the other
     * rows without any gap if it were one day later. A day that occurs twice begins with the same row again.
     */
    private boolean isDayEarly(long at, ZoneId zone) {
        return rows > 2
                ? at < first && steady && dayLater(at, zone) == instant + step
                : rows == 2 && dayLater(first, zone) == instant + (instant - at);
    }

    private static long dayLater(long at, ZoneId zone) {
        return Instant.ofEpochMilli(at).atZone(zone).plusDays(1).toInstant().toEpochMilli();
    }
}

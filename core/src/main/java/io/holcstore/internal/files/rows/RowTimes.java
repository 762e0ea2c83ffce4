package io.holcstore.internal.files.rows;

import io.holcstore.internal.files.time.EpochUnit;
import io.holcstore.internal.files.time.IntervalEnd;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.internal.files.time.TimeRules.Form;
import io.holcstore.internal.files.time.WrittenTime;
import io.holcstore.internal.sql.TimeColumn;
import io.holcstore.internal.sql.TimeColumn.Kind;
import io.holcstore.internal.time.Years;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of the rows of one query, in epoch milliseconds. {@link TimeReader} resolves local times. Between two
 * changes of the clock, one offset is enough for all of them.
 */
final class RowTimes {
    /** No time: before the first row of a series. */
    static final long NONE = Long.MIN_VALUE;

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final double NEARLY_WHOLE = 0.001; // of a millisecond, for fractions of seconds in binary

    private final Kind kind;
    private final TimeColumn times;
    private final TimeReader reader;
    private final @Nullable IntervalEnd end;

    // local times in this range, taken as UTC, are this much later than their instants
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private long offset;

    private RowTimes(Kind kind, TimeColumn times, TimeRules rules, @Nullable IntervalEnd end) {
        this.kind = kind;
        this.times = times;
        this.reader = new TimeReader(rules, end, false);
        this.end = end;
        if ((kind == Kind.INSTANT || kind == Kind.NUMBER)
                && (end == null || !end.step().isCalendar())) {
            offset = stepMillis();
            from = Years.START + offset;
            to = Years.END;
        }
    }

    /**
     * Creates a reader of a column.
     *
     * @param end the intervals whose ends are the times; null when times are not ends
     * @throws DateTimeException when the type of the column has no times
     */
    static RowTimes of(RowStream stream, int column, TimeRules rules, @Nullable IntervalEnd end) throws SQLException {
        Kind kind = stream.timeKind(column);
        boolean numbers = rules.form() != Form.TEXT;
        if (kind == Kind.OTHER) {
            throw new DateTimeException("is not a timestamp, a date or a number; cast it in the query, as in cast(.."
                    + " as timestamp), or name another column by time(..)");
        }
        if (kind == Kind.NUMBER && !numbers) {
            throw new DateTimeException(
                    "is a number; epochSeconds() or epochMillis() says what it counts, and time(..) names another column");
        }
        if (kind != Kind.NUMBER && numbers) {
            throw new DateTimeException("is not a number; leave out epochSeconds() and epochMillis()");
        }
        if ((kind == Kind.LOCAL || kind == Kind.DAY) && rules.zone() == null) {
            throw new DateTimeException(
                    "has times without a zone; tz(..) says in which zone they are meant, as in tz(\"Europe/Paris\")");
        }
        TimeColumn times = numbers
                ? numbers(column, rules.form() == Form.EPOCH_SECONDS ? 1000 : 1)
                : stream.timeColumn(kind, column);
        return new RowTimes(kind, times, rules, end);
    }

    /**
     * Returns the time of a row, {@link TimeColumn#NULL} or {@link TimeReader#DROPPED}.
     *
     * @param before the time of the previous row of the same series; {@link #NONE} at the first
     * @throws DateTimeException when it is not a time that can be stored
     */
    long of(ResultSet row, long before) throws SQLException {
        long millis = times.millis(row);
        return millis >= from && millis < to ? millis - offset : resolve(millis, before);
    }

    private long resolve(long millis, long before) {
        if (millis == TimeColumn.NULL) {
            return millis;
        }
        if (kind == Kind.INSTANT || kind == Kind.NUMBER) {
            return reader.instant(Instant.ofEpochMilli(millis));
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * NANOS_PER_MILLI, ZoneOffset.UTC);
        LocalTime time = kind == Kind.DAY ? null : local.toLocalTime();
        long at = reader.instant(new WrittenTime(local.toLocalDate(), time, false, null, null), before, null);
        if (time != null) {
            remember(local);
        }
        return at;
    }

    /** Keeps the offset of this time, which all times up to the next change of the clock share. */
    private void remember(LocalDateTime local) {
        ZoneRules zone = reader.zone().getRules();
        List<ZoneOffset> offsets = zone.getValidOffsets(local);
        if (offsets.size() != 1 || (end != null && end.step().isCalendar())) {
            return;
        }
        Instant instant = local.toInstant(offsets.get(0));
        ZoneOffsetTransition last = zone.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition next = zone.nextTransition(instant);
        offset = offsets.get(0).getTotalSeconds() * 1000L + stepMillis();
        from = stepMillis()
                + (last == null ? Years.START : Math.max(utc(last.getDateTimeBefore()), utc(last.getDateTimeAfter())));
        to = next == null ? Years.END : Math.min(utc(next.getDateTimeBefore()), utc(next.getDateTimeAfter()));
    }

    private long stepMillis() {
        return end == null ? 0 : end.step().millis();
    }

    private static long utc(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** @param unit the milliseconds of one */
    private static TimeColumn numbers(int column, int unit) {
        return row -> {
            double number = row.getDouble(column);
            if (row.wasNull()) {
                return TimeColumn.NULL;
            }
            double millis = number * unit;
            if (!(millis >= Years.START && millis < Years.END)) { // also refuses NaN
                throw new DateTimeException("is not a time in the years 1 to 9999 as "
                        + (unit == 1 ? "milliseconds" : "seconds") + " since 1970"
                        + EpochUnit.hint(number, "use epochSeconds()", "use epochMillis()", "divide it in the query"));
            }
            if (Math.abs(millis - Math.rint(millis)) > (unit == 1 ? 0 : NEARLY_WHOLE)) {
                throw TimeColumn.notWhole();
            }
            return Math.round(millis);
        };
    }
}

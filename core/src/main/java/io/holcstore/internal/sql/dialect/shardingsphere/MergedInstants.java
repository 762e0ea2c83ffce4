package io.holcstore.internal.sql.dialect.shardingsphere;

import io.holcstore.internal.sql.dialect.common.ZonedInstants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Instants that ShardingSphere has read as {@link Timestamp} to merge them. PostgreSQL's driver makes these in the
 * calendar that changes in October 1582: earlier ones show the date of the database as one of the Julian calendar, and
 * so are days away from it.
 */
final class MergedInstants extends ZonedInstants {
    private static final long FIRST_GREGORIAN = -12_219_292_800_000L;

    MergedInstants() {
        super("timestamptz");
    }

    @Override
    public @Nullable Instant readOrNull(ResultSet row, int at) throws SQLException {
        if (!(row.getObject(at) instanceof Timestamp time)) {
            return super.readOrNull(row, at);
        }
        return time.getTime() >= FIRST_GREGORIAN ? time.toInstant() : sameDate(time);
    }

    /** Returns the instant that has in UTC the date and the time which the calendar shows. */
    private static Instant sameDate(Timestamp time) {
        Calendar shown = new GregorianCalendar(TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
        shown.setTimeInMillis(time.getTime());
        int year = shown.get(Calendar.YEAR);
        return LocalDateTime.of(
                        shown.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
                        shown.get(Calendar.MONTH) + 1,
                        shown.get(Calendar.DAY_OF_MONTH),
                        shown.get(Calendar.HOUR_OF_DAY),
                        shown.get(Calendar.MINUTE),
                        shown.get(Calendar.SECOND),
                        time.getNanos())
                .toInstant(ZoneOffset.UTC);
    }
}

package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.TimeColumn;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/**
 * Reads local times through a calendar of UTC. Without one, both drivers read them in the zone of the JVM: in an hour
 * that its clock skips, one driver returns the hour after it, and the other one fails.
 */
final class MariaDbTimes implements TimeColumn {
    private final int column;
    private final GregorianCalendar utc = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));

    MariaDbTimes(int column) {
        this.column = column;
        utc.setGregorianChange(new Date(Long.MIN_VALUE)); // no Julian calendar before 1582
    }

    @Override
    public long millis(ResultSet row) throws SQLException {
        Timestamp time = row.getTimestamp(column, utc);
        return time == null ? NULL : TimeColumn.millis(time.toInstant());
    }
}

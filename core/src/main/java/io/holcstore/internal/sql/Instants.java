package io.holcstore.internal.sql;

import io.holcstore.internal.axis.InstantColumn;
import io.holcstore.time.TimeRange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Reads and binds instants in UTC with whole microseconds. Immutable and thread-safe. */
public abstract class Instants implements InstantColumn {
    public abstract void bindNull(PreparedStatement statement, int at) throws SQLException;

    /** Returns an expression for an instant plus whole days or microseconds. */
    public abstract String later(String instant, Duration by);

    /** Binds an instant of the grid, in epoch milliseconds. */
    public final void bindMillis(PreparedStatement statement, int at, long epochMillis) throws SQLException {
        bind(statement, at, Instant.ofEpochMilli(epochMillis));
    }

    /** Returns the nearest time that every database supports. */
    public static long withinYears(long epochMillis) {
        TimeRange years = TimeRange.years();
        return Math.max(years.startMillis(), Math.min(years.endMillis(), epochMillis));
    }

    /** Reads an instant from a column that is not NULL. */
    public final Instant read(ResultSet row, int at) throws SQLException {
        Instant instant = readOrNull(row, at);
        if (instant == null) {
            throw new SQLException(
                    "column " + row.getMetaData().getColumnLabel(at) + " is NULL in a row that must have a time");
        }
        return instant;
    }

    /** Returns the first column of the first row in epoch milliseconds, or empty when there is no row or it is NULL. */
    public final OptionalLong firstMillis(ResultSet rows) throws SQLException {
        Instant instant = rows.next() ? readOrNull(rows, 1) : null;
        return instant == null ? OptionalLong.empty() : OptionalLong.of(instant.toEpochMilli());
    }
}

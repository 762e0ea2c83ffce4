package io.holcstore.internal.sql;

import io.holcstore.internal.axis.InstantColumn;
import io.holcstore.time.TimeRange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;

/** Instants in columns and parameters: UTC, whole microseconds. Immutable and thread-safe. */
public abstract class Instants implements InstantColumn {
    public abstract void bindNull(PreparedStatement statement, int at) throws SQLException;

    /** An instant of the grid, in epoch milliseconds. */
    public final void bindMillis(PreparedStatement statement, int at, long epochMillis) throws SQLException {
        bind(statement, at, Instant.ofEpochMilli(epochMillis));
    }

    /** The nearest time that every database can name. */
    public static long withinYears(long epochMillis) {
        TimeRange years = TimeRange.years();
        return Math.max(years.startMillis(), Math.min(years.endMillis(), epochMillis));
    }

    /** An instant of a column that is not NULL. */
    public final Instant read(ResultSet row, int at) throws SQLException {
        Instant instant = readOrNull(row, at);
        if (instant == null) {
            throw new SQLException(
                    "column " + row.getMetaData().getColumnLabel(at) + " is NULL in a row that needs a time");
        }
        return instant;
    }

    /** The first column of the first row as epoch milliseconds, if it is there and not NULL. */
    public final OptionalLong firstMillis(ResultSet rows) throws SQLException {
        Instant instant = rows.next() ? readOrNull(rows, 1) : null;
        return instant == null ? OptionalLong.empty() : OptionalLong.of(instant.toEpochMilli());
    }
}

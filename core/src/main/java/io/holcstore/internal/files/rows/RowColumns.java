package io.holcstore.internal.files.rows;

import io.holcstore.error.RowFormatException;
import io.holcstore.internal.files.StoreGrid;
import io.holcstore.internal.sql.dialect.SqlErrors;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** The columns of a query with the time and the value. */
record RowColumns(int time, String timeName, RowTimes times, int value, String valueName, RowValues values) {
    static RowColumns of(RowStream stream, RowSettings settings, StoreGrid grid, String store) throws SQLException {
        ResultSetMetaData columns = stream.rows().getMetaData();
        int count = columns.getColumnCount();
        int value = column(stream.rows(), settings.value(), count, store);
        int time = column(stream.rows(), settings.time(), count - 1, store);
        if (time < 1 || time == value) {
            throw new RowFormatException(
                    "the query for " + store + " needs a column of times and another one of values; it has " + count
                            + " columns: select the key, the time and the value, or name them by time(..) and"
                            + " value(..)",
                    null,
                    store,
                    null,
                    null,
                    null);
        }
        String timeName = columns.getColumnLabel(time);
        try {
            RowTimes times = RowTimes.of(stream, time, settings.times(), grid.end(settings.times()));
            return new RowColumns(
                    time, timeName, times, value, columns.getColumnLabel(value), RowValues.of(columns, value));
        } catch (DateTimeException e) {
            throw new RowFormatException(
                    "column " + timeName + " of the query for " + store + ' ' + e.getMessage(),
                    e,
                    store,
                    null,
                    null,
                    timeName);
        }
    }

    private static int column(ResultSet row, @Nullable String name, int otherwise, String store) throws SQLException {
        if (name == null) {
            return otherwise;
        }
        try {
            return row.findColumn(name);
        } catch (SQLException e) {
            if (SqlErrors.isBroken(e)) {
                throw e;
            }
            throw new RowFormatException(
                    "the query for " + store + " has no column " + name + "; its columns are " + names(row),
                    e,
                    store,
                    null,
                    null,
                    name);
        }
    }

    /** Returns the names of all columns, for messages. */
    static String names(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder names = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.append(i > 1 ? ", " : "").append(columns.getColumnLabel(i));
        }
        return names.toString();
    }
}

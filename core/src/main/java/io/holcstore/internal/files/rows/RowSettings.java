package io.holcstore.internal.files.rows;

import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.store.Progress;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an import of rows. Immutable.
 *
 * @param parameters values of the question marks
 * @param time the name of the column of times; null for the last column but one
 * @param value the name of the column of values; null for the last column
 */
public record RowSettings(
        Connection connection,
        String sql,
        List<@Nullable Object> parameters,
        @Nullable String time,
        @Nullable String value,
        TimeRules times,
        boolean lastWins,
        boolean skipsStored,
        Progress progress) {
    public static RowSettings of(Connection connection, String sql, @Nullable Object[] parameters) {
        return new RowSettings(
                connection,
                sql,
                Collections.unmodifiableList(new ArrayList<>(Arrays.asList(parameters))),
                null,
                null,
                TimeRules.DEFAULT,
                false,
                false,
                Progress.NONE);
    }

    public RowSettings withTime(String column) {
        return new RowSettings(connection, sql, parameters, column, value, times, lastWins, skipsStored, progress);
    }

    public RowSettings withValue(String column) {
        return new RowSettings(connection, sql, parameters, time, column, times, lastWins, skipsStored, progress);
    }

    public RowSettings with(TimeRules rules) {
        return new RowSettings(connection, sql, parameters, time, value, rules, lastWins, skipsStored, progress);
    }

    public RowSettings withLastWins() {
        return new RowSettings(connection, sql, parameters, time, value, times, true, skipsStored, progress);
    }

    public RowSettings withSkipsStored() {
        return new RowSettings(connection, sql, parameters, time, value, times, lastWins, true, progress);
    }

    public RowSettings withProgress(Progress listener) {
        return new RowSettings(connection, sql, parameters, time, value, times, lastWins, skipsStored, listener);
    }
}

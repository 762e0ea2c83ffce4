package io.holcstore.internal.sql.projection;

import io.holcstore.internal.axis.AxisDialect;
import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.internal.sql.Ddl.Column;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of a projection after its key and its start. */
public enum ProjectionShape {
    /** Rows for the buckets of each series. */
    BUCKETS("value_count", "value_sum", "value_mean", "value_min", "value_max"),

    /** Rows for buckets across series. */
    GROUPS("series_count", "value_count", "value_sum", "value_mean", "value_min", "value_max"),

    /** Rows for values. */
    VALUES("value");

    /** The column with the start of the bucket. */
    public static final String START = "start_ts";

    /** The column with the local date. */
    public static final String DATE = "local_date";

    private static final String COUNTS = "_count";

    @SuppressWarnings("ImmutableEnumChecker") // an immutable list
    private final List<String> numbers;

    ProjectionShape(String... numbers) {
        this.numbers = List.of(numbers);
    }

    /** The names of the columns that hold numbers. */
    public List<String> numbers() {
        return numbers;
    }

    /** The names of all columns beside the axes. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(START, DATE));
        names.addAll(numbers);
        return names;
    }

    List<Column> columns() {
        return numbers.stream()
                .map(name -> Column.of(name, name.endsWith(COUNTS) ? "bigint" : "double precision"))
                .toList();
    }

    /** Binds the numbers of a row and returns the next parameter's number. */
    int bind(PreparedStatement statement, int at, ProjectionRow row) throws SQLException {
        int next = at;
        if (this == GROUPS) {
            statement.setLong(next++, row.series());
        }
        if (this != VALUES) {
            statement.setLong(next++, row.count());
        }
        statement.setDouble(next++, row.sum());
        if (this != VALUES) {
            statement.setDouble(next++, row.mean());
            statement.setDouble(next++, row.min());
            statement.setDouble(next++, row.max());
        }
        return next;
    }

    /** Reads the date and the numbers from column {@code at} on. */
    ProjectionRow read(ResultSet row, int at, SeriesKey key, long startMillis, AxisDialect dialect)
            throws SQLException {
        LocalDate date = date(row, at, dialect);
        if (this == VALUES) {
            return ProjectionRow.ofValue(key, startMillis, date, row.getDouble(at + 1));
        }
        int counts = this == GROUPS ? at + 2 : at + 1;
        long count = row.getLong(counts);
        return new ProjectionRow(
                key,
                startMillis,
                date,
                this == GROUPS ? row.getLong(at + 1) : 1,
                count,
                row.getDouble(counts + 1),
                row.getDouble(counts + 2),
                row.getDouble(counts + 3),
                row.getDouble(counts + 4));
    }

    private static LocalDate date(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        @Nullable Object date = AxisKinds.of(AxisType.DATE).read(row, at, dialect);
        return (LocalDate) Objects.requireNonNull(date, DATE);
    }
}

package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Calendar days of the years 1 to 9999. */
public final class DateKind extends AxisKind<LocalDate> {
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    public DateKind() {
        super("date", LocalDate.class);
    }

    @Override
    protected LocalDate normalised(LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new IllegalArgumentException(day + ": " + this + " accepts the years 1 to 9999");
        }
        return day;
    }

    @Override
    protected LocalDate parsed(String value) {
        return LocalDate.parse(value);
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return "date";
    }

    @Override
    public void bind(PreparedStatement statement, int at, LocalDate value, AxisDialect dialect) throws SQLException {
        statement.setObject(at, value);
    }

    @Override
    public @Nullable LocalDate read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return dialect.readDay(row, at);
    }

    @Override
    public void write(BinaryFields row, LocalDate value) {
        row.dayField(value);
    }
}

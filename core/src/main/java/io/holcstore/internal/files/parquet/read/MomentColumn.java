package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.LogicalType;
import io.holcstore.internal.files.parquet.LogicalType.Kind;
import io.holcstore.internal.files.parquet.PhysicalType;
import io.holcstore.internal.files.time.EpochUnit;
import io.holcstore.internal.files.time.IntervalEnd;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.internal.files.time.TimeRules.Form;
import io.holcstore.internal.files.time.WrittenTime;
import io.holcstore.internal.time.Years;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of a column as epoch milliseconds. Messages of its {@link DateTimeException}s do not name the value.
 */
final class MomentColumn {
    private static final double NEARLY_WHOLE = 1e-3; // of a millisecond, by which seconds as doubles are off

    private final Column column;
    private final TimeRules rules;
    private final TimeReader reader;
    private final int unit; // of an instant, in a millisecond; 0 where it takes longer

    private MomentColumn(Column column, TimeRules rules, @Nullable IntervalEnd end) {
        LogicalType logical = column.logical();
        this.column = column;
        this.rules = rules;
        this.reader = new TimeReader(rules, end, false);
        boolean direct = end == null && logical.kind() == Kind.TIMESTAMP && logical.utc();
        this.unit = direct ? unit(logical.unit()) : 0;
    }

    private static int unit(ChronoUnit unit) {
        return switch (unit) {
            case MILLIS -> 1;
            case MICROS -> 1_000;
            default -> 1_000_000;
        };
    }

    /**
     * Creates a reader of a column.
     *
     * @throws DateTimeException when the column does not have times that the rules read
     */
    static MomentColumn of(Column column, TimeRules rules, @Nullable IntervalEnd end) {
        Kind kind = column.logical().kind();
        boolean number = column.logical().kind() == Kind.INTEGER
                || (kind == Kind.PLAIN && !column.type().isBinary() && column.type() != PhysicalType.BOOLEAN);
        boolean time = isTimestamp(column) || kind == Kind.DATE || isText(column);
        boolean local = kind == Kind.DATE
                || (kind == Kind.TIMESTAMP && !column.logical().utc());
        if (rules.form() != Form.TEXT) {
            if (!number) {
                throw new DateTimeException("does not have numbers; leave out epochSeconds() and epochMillis()");
            }
        } else if (number) {
            throw new DateTimeException("has numbers; epochSeconds() or epochMillis() says what they count");
        } else if (!time) {
            throw new DateTimeException("does not have times; time(..) names another column");
        } else if (local && rules.zone() == null) {
            throw new DateTimeException("has times without a zone; tz(..) sets their zone, as in tz(\"Europe/Paris\")");
        }
        return new MomentColumn(column, rules, end);
    }

    static boolean isTimestamp(Column column) {
        return column.logical().kind() == Kind.TIMESTAMP || column.type() == PhysicalType.INT96;
    }

    private static boolean isText(Column column) {
        return column.logical().kind() == Kind.TEXT
                || (column.logical().kind() == Kind.PLAIN && column.type() == PhysicalType.BYTE_ARRAY);
    }

    /**
     * Returns the time of a row, or {@link TimeReader#DROPPED}.
     *
     * @param before the time of the row before, of the same series; {@link Long#MIN_VALUE} at the first
     */
    long at(ColumnBatch batch, int row, long before) {
        if (batch.isNull(row)) {
            throw new DateTimeException("is null, which is not a time");
        }
        if (unit > 0) {
            long stored = batch.numbers[row];
            long millis = Math.floorDiv(stored, unit);
            if (millis * unit == stored && millis >= Years.START && millis < Years.END) {
                return millis;
            }
        }
        Object value = Natural.of(column, batch, row);
        if (value instanceof Instant instant) {
            return reader.instant(instant);
        }
        if (value instanceof LocalDateTime local) {
            return reader.instant(
                    new WrittenTime(local.toLocalDate(), local.toLocalTime(), false, null, null), before, null);
        }
        if (value instanceof LocalDate day) {
            return reader.instant(new WrittenTime(day, null, false, null, null), before, null);
        }
        if (value instanceof Number number) {
            return reader.instant(Instant.ofEpochMilli(millis(number)));
        }
        return reader.instant(reader.read(String.valueOf(value)), before, null);
    }

    private long millis(Number number) {
        boolean seconds = rules.form() == Form.EPOCH_SECONDS;
        double millis = number.doubleValue() * (seconds ? 1000 : 1);
        if (!(millis >= Years.START && millis < Years.END)) { // nor NaN
            throw new DateTimeException("is not a time in the years 1 to 9999 as "
                    + (seconds ? "seconds since 1970" : "milliseconds since 1970")
                    + EpochUnit.hint(
                            number.doubleValue(),
                            "use epochSeconds()",
                            "use epochMillis()",
                            "write the column as a timestamp"));
        }
        if (Math.abs(millis - Math.rint(millis)) > (seconds ? NEARLY_WHOLE : 0)) {
            throw new DateTimeException("is not a whole millisecond, the finest time that is stored");
        }
        return Math.round(millis);
    }
}

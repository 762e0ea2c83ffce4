package io.holcstore.internal.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/** A column of times in the result of any query. */
public interface TimeColumn {
    /** Stands for SQL NULL, and is not a time that can be stored. */
    long NULL = Long.MAX_VALUE;

    /** The kinds of times in a column. */
    enum Kind {
        INSTANT,
        /** A local time without offset. */
        LOCAL,
        DAY,
        NUMBER,
        /** Not a time. */
        OTHER;

        private static final Pattern WITH_OFFSET =
                Pattern.compile("TIMESTAMP.* WITH (LOCAL )?TIME ZONE|DATETIMEOFFSET");

        /**
         * Returns the kind of a column from its type, or from the name of its type if the driver has its own numbers.
         */
        public static Kind of(ResultSetMetaData columns, int column) throws SQLException {
            int type = columns.getColumnType(column);
            String name = columns.getColumnTypeName(column).toUpperCase(Locale.ROOT);
            if (type == Types.TIMESTAMP_WITH_TIMEZONE
                    || WITH_OFFSET.matcher(name).matches()) {
                return INSTANT;
            }
            return switch (type) {
                case Types.TIMESTAMP -> LOCAL;
                case Types.DATE -> DAY;
                case Types.TINYINT,
                        Types.SMALLINT,
                        Types.INTEGER,
                        Types.BIGINT,
                        Types.NUMERIC,
                        Types.DECIMAL,
                        Types.FLOAT,
                        Types.REAL,
                        Types.DOUBLE -> NUMBER;
                default -> OTHER;
            };
        }
    }

    /**
     * Returns the time of a row in milliseconds since 1970, or {@link #NULL}. A local time is taken as UTC.
     *
     * @throws DateTimeException for a time that is not a whole millisecond or lies too far away
     */
    long millis(ResultSet row) throws SQLException;

    /** Returns a column that is read through JDBC 4.2, with an object for each value. */
    static TimeColumn of(Kind kind, int column) {
        return switch (kind) {
            case INSTANT ->
                row -> {
                    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                    return time == null ? NULL : millis(time.toInstant());
                };
            case DAY ->
                row -> {
                    LocalDate day = row.getObject(column, LocalDate.class);
                    return day == null ? NULL : millis(day.atStartOfDay().toInstant(ZoneOffset.UTC));
                };
            default ->
                row -> {
                    LocalDateTime time = row.getObject(column, LocalDateTime.class);
                    return time == null ? NULL : millis(time.toInstant(ZoneOffset.UTC));
                };
        };
    }

    /** Returns an instant in whole milliseconds. */
    static long millis(Instant instant) {
        long millis;
        try {
            millis = instant.toEpochMilli();
        } catch (ArithmeticException e) { // infinity has nanoseconds, too
            throw new DateTimeException("lies outside the years that can be stored", e);
        }
        if (instant.get(ChronoField.NANO_OF_SECOND) % 1_000_000 != 0) {
            throw notWhole();
        }
        return millis;
    }

    static DateTimeException notWhole() {
        return new DateTimeException(
                "is not a whole millisecond, and times are stored to the millisecond; round or cut it in the query");
    }
}

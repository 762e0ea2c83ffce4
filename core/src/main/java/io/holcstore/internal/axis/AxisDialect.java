package io.holcstore.internal.axis;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The differences between databases for values of axes. */
public interface AxisDialect {
    /** Returns the type of strings of any length that can be part of a primary key. */
    String textType();

    /** Returns the type of UUIDs. */
    default String uuidType() {
        return "uuid";
    }

    default void bindUuid(PreparedStatement statement, int at, UUID value) throws SQLException {
        statement.setObject(at, value);
    }

    /** Reads a UUID; null when the column is NULL. */
    default @Nullable UUID readUuid(ResultSet row, int at) throws SQLException {
        return row.getObject(at, UUID.class);
    }

    /** Reads a day; null when the column is NULL. */
    default @Nullable LocalDate readDay(ResultSet row, int at) throws SQLException {
        return row.getObject(at, LocalDate.class);
    }

    /** Returns the type of decimal numbers. */
    default String numericType(int precision, int scale) {
        return "numeric(" + precision + ", " + scale + ')';
    }

    /** Returns a decimal number of the full scale as a text that the database casts to the type of the column. */
    default String numericText(BigDecimal value, int precision) {
        return value.toString();
    }

    default void bindNumeric(PreparedStatement statement, int at, BigDecimal value, int precision) throws SQLException {
        statement.setBigDecimal(at, value);
    }

    /** Reads a decimal number; null when the column is NULL. */
    default @Nullable BigDecimal readNumeric(ResultSet row, int at) throws SQLException {
        return row.getBigDecimal(at);
    }

    /** Returns how instants are stored, with at least microseconds. */
    InstantColumn instants();

    /** Returns an expression on a column of strings that compares by code point. */
    String orderedText(String column);
}

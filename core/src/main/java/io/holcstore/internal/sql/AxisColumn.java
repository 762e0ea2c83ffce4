package io.holcstore.internal.sql;

import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.AxisValue;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of axes through JDBC, in the form that the drivers take and give back unchanged. Immutable and thread-safe. */
final class AxisColumn {
    private final Instants instants;

    AxisColumn(SqlDialect dialect) {
        this.instants = dialect.instants();
    }

    void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Integer v) {
            statement.setInt(at, v);
        } else if (value instanceof Long v) {
            statement.setLong(at, v);
        } else if (value instanceof Short v) {
            statement.setShort(at, v);
        } else if (value instanceof Boolean v) {
            statement.setBoolean(at, v);
        } else if (value instanceof String v) {
            statement.setString(at, v);
        } else if (value instanceof BigDecimal v) {
            statement.setBigDecimal(at, v);
        } else if (value instanceof Instant v) {
            instants.bind(statement, at, v);
        } else if (value instanceof LocalDate || value instanceof UUID) {
            statement.setObject(at, value);
        } else {
            throw new IllegalStateException("no axis type holds a " + value.getClass());
        }
    }

    <T> AxisValue<T> read(ResultSet row, int at, Axis<T> axis) throws SQLException {
        Object value = value(row, at, axis.type().kind());
        if (value == null || row.wasNull()) {
            throw new SQLException(
                    "column \"" + axis.name()
                            + "\" is NULL in a row, and a key has a value on each of its axes: give the row one, or filter by"
                            + " this axis, because no filter on it matches NULL",
                    "23502");
        }
        return axis.widen(value);
    }

    private @Nullable Object value(ResultSet row, int at, AxisType.Kind kind) throws SQLException {
        return switch (kind) {
            case INT -> row.getInt(at);
            case BIGINT -> row.getLong(at);
            case SMALLINT -> row.getShort(at);
            case BOOLEAN -> row.getBoolean(at);
            case VARCHAR, TEXT -> row.getString(at);
            case DATE -> row.getObject(at, LocalDate.class);
            case UUID -> row.getObject(at, UUID.class);
            case TIMESTAMP -> instants.readOrNull(row, at);
            case NUMERIC -> row.getBigDecimal(at);
        };
    }
}

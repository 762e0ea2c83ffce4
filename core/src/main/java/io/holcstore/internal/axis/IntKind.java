package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** 32-bit integers. */
public final class IntKind extends AxisKind<Integer> {
    public IntKind() {
        super("integer", Integer.class);
    }

    @Override
    protected Object widen(Number whole) {
        long number = whole.longValue();
        if (number == (int) number) {
            return (int) number;
        }
        return whole;
    }

    @Override
    protected Integer parsed(String value) {
        return Integer.valueOf(value);
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return "integer";
    }

    @Override
    public void bind(PreparedStatement statement, int at, Integer value, AxisDialect dialect) throws SQLException {
        statement.setInt(at, value);
    }

    @Override
    public Integer read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return row.getInt(at);
    }

    @Override
    public void write(BinaryFields row, Integer value) {
        row.int4Field(value);
    }
}

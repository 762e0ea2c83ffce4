package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** 64-bit integers. */
public final class BigintKind extends AxisKind<Long> {
    public BigintKind() {
        super("bigint", Long.class);
    }

    @Override
    protected Object widen(Number whole) {
        return whole.longValue();
    }

    @Override
    protected Long parsed(String value) {
        return Long.valueOf(value);
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return "bigint";
    }

    @Override
    public void bind(PreparedStatement statement, int at, Long value, AxisDialect dialect) throws SQLException {
        statement.setLong(at, value);
    }

    @Override
    public Long read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return row.getLong(at);
    }

    @Override
    public void write(BinaryFields row, Long value) {
        row.int8Field(value);
    }
}

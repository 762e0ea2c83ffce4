package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** 16-bit integers. */
public final class SmallintKind extends AxisKind<Short> {
    public SmallintKind() {
        super("smallint", Short.class);
    }

    @Override
    protected Object widen(Number whole) {
        long number = whole.longValue();
        if (number == (short) number) {
            return (short) number;
        }
        return whole;
    }

    @Override
    protected Short parsed(String value) {
        return Short.valueOf(value);
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return "smallint";
    }

    @Override
    public void bind(PreparedStatement statement, int at, Short value, AxisDialect dialect) throws SQLException {
        statement.setShort(at, value);
    }

    @Override
    public Short read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return row.getShort(at);
    }

    @Override
    public void write(BinaryFields row, Short value) {
        row.int2Field(value);
    }
}

package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** True or false. */
public final class BooleanKind extends AxisKind<Boolean> {
    public BooleanKind() {
        super("boolean", Boolean.class);
    }

    @Override
    protected Boolean parsed(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw none(value);
        };
    }

    /** Ignores case, because spreadsheets write TRUE. */
    @Override
    public String ofFile(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return "boolean";
    }

    @Override
    public void bind(PreparedStatement statement, int at, Boolean value, AxisDialect dialect) throws SQLException {
        statement.setBoolean(at, value);
    }

    @Override
    public Boolean read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return row.getBoolean(at);
    }

    @Override
    public void write(BinaryFields row, Boolean value) {
        row.booleanField(value);
    }
}

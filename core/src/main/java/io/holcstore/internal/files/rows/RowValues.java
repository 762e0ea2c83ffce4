package io.holcstore.internal.files.rows;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** Reads the values of the rows of one query as doubles. A missing value is NaN. */
final class RowValues {
    private final int column;
    private final boolean isReal;
    private final boolean isDouble;

    private RowValues(int column, int type) {
        this.column = column;
        this.isReal = type == Types.REAL;
        this.isDouble = isReal || type == Types.DOUBLE || type == Types.FLOAT;
    }

    static RowValues of(ResultSetMetaData columns, int column) throws SQLException {
        return new RowValues(column, columns.getColumnType(column));
    }

    /**
     * Returns the value of a row.
     *
     * @throws ArithmeticException when it is larger than any double
     */
    double of(ResultSet row) throws SQLException {
        // a driver that receives text parses it to other doubles than one that receives the bits
        double value = isReal ? row.getFloat(column) : row.getDouble(column);
        if (row.wasNull()) {
            return Double.NaN;
        }
        if (!isDouble && Double.isInfinite(value)) {
            String text = row.getString(column);
            if (text != null && !text.toLowerCase(Locale.ROOT).contains("inf")) {
                throw new ArithmeticException("is larger than any double");
            }
        }
        return value;
    }
}

package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.sql.TimeColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A column of times in the binary form of the driver: microseconds since 2000. It creates no objects. If
 * the driver received text, the times are read through plain JDBC.
 */
final class PostgreSqlTimes implements TimeColumn {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long YEAR_2000 = 946_684_800_000L;
    private static final int MICROS = 1000;

    /** Larger than any time that can be stored, and smaller than eight letters as a number ("infinity"). */
    private static final long FAR = 1L << 60;

    private final int column;
    private final TimeColumn text;

    PostgreSqlTimes(int column, TimeColumn text) {
        this.column = column;
        this.text = text;
    }

    @Override
    public long millis(ResultSet row) throws SQLException {
        byte[] binary = row.getBytes(column);
        if (binary == null) {
            return NULL;
        }
        if (binary.length != Long.BYTES) {
            return text.millis(row);
        }
        long micros = (long) LONG.get(binary, 0);
        if (micros >= FAR || micros <= -FAR) {
            return text.millis(row);
        }
        long millis = Math.floorDiv(micros, MICROS);
        if (millis * MICROS != micros) {
            throw TimeColumn.notWhole();
        }
        return millis + YEAR_2000;
    }
}

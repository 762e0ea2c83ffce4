package io.holcstore.internal.files.parquet.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.internal.files.parquet.ByteSink;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.LogicalType;
import io.holcstore.internal.files.parquet.PhysicalType;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/** How the values of an axis are stored. */
record AxisColumn(AxisType<Object> type, Column column) {
    private static final int INT32_DIGITS = 9;
    private static final int INT64_DIGITS = 18;
    private static final int MOST_DIGITS = 38; // that other programs read
    private static final int DECIMAL_BYTES = 16;
    private static final long MICROS = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    @SuppressWarnings("unchecked")
    static AxisColumn of(Axis<?> axis) {
        AxisType<Object> type = (AxisType<Object>) axis.type();
        Class<?> java = type.javaType();
        if (java == Integer.class) {
            return of(axis, type, PhysicalType.INT32, LogicalType.PLAIN);
        } else if (java == Short.class) {
            return of(axis, type, PhysicalType.INT32, LogicalType.INT16);
        } else if (java == Long.class) {
            return of(axis, type, PhysicalType.INT64, LogicalType.PLAIN);
        } else if (java == Boolean.class) {
            return of(axis, type, PhysicalType.BOOLEAN, LogicalType.PLAIN);
        } else if (java == LocalDate.class) {
            return of(axis, type, PhysicalType.INT32, LogicalType.DATE);
        } else if (java == Instant.class) {
            return of(axis, type, PhysicalType.INT64, LogicalType.INSTANT);
        } else if (java == UUID.class) {
            return of(axis, type, PhysicalType.FIXED_LEN_BYTE_ARRAY, 2 * Long.BYTES, LogicalType.UUID);
        } else if (java == BigDecimal.class && type.precision() <= MOST_DIGITS) {
            LogicalType decimal = LogicalType.decimal(type.precision(), type.scale());
            return type.precision() <= INT32_DIGITS
                    ? of(axis, type, PhysicalType.INT32, decimal)
                    : type.precision() <= INT64_DIGITS
                            ? of(axis, type, PhysicalType.INT64, decimal)
                            : of(axis, type, PhysicalType.FIXED_LEN_BYTE_ARRAY, DECIMAL_BYTES, decimal);
        }
        return of(axis, type, PhysicalType.BYTE_ARRAY, LogicalType.TEXT);
    }

    private static AxisColumn of(Axis<?> axis, AxisType<Object> type, PhysicalType physical, LogicalType logical) {
        return of(axis, type, physical, physical.width, logical);
    }

    private static AxisColumn of(
            Axis<?> axis, AxisType<Object> type, PhysicalType physical, int width, LogicalType logical) {
        return new AxisColumn(type, new Column(0, axis.name(), physical, width, logical, false));
    }

    /** Compares two values in the order of the column, which is that of the axis except for numbers that are texts. */
    int compare(Object a, Object b) {
        return column.logical() == LogicalType.TEXT && !(a instanceof String)
                ? Arrays.compareUnsigned(bytes(a), bytes(b))
                : type.compare(a, b);
    }

    /** Returns the bytes of a value, without a length before them. */
    byte[] bytes(Object value) {
        if (column.logical().kind() == LogicalType.Kind.TEXT) {
            return AxisKinds.of(type).fileText(value).getBytes(UTF_8);
        }
        ByteSink out = new ByteSink();
        if (value instanceof Boolean flag) {
            out.octet(flag ? 1 : 0);
        } else if (value instanceof LocalDate day) {
            out.int32((int) day.toEpochDay());
        } else if (value instanceof Instant instant) {
            out.int64(Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / NANOS_PER_MICRO));
        } else if (value instanceof UUID uuid) {
            out.int64(Long.reverseBytes(uuid.getMostSignificantBits()));
            out.int64(Long.reverseBytes(uuid.getLeastSignificantBits()));
        } else if (value instanceof BigDecimal decimal) {
            decimal(out, decimal.unscaledValue());
        } else {
            whole(out, ((Number) value).longValue());
        }
        return out.copy();
    }

    private void decimal(ByteSink out, BigInteger unscaled) {
        if (column.type() != PhysicalType.FIXED_LEN_BYTE_ARRAY) {
            whole(out, unscaled.longValueExact());
            return;
        }
        byte[] digits = unscaled.toByteArray();
        byte[] wide = new byte[column.width()];
        Arrays.fill(wide, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, wide, wide.length - digits.length, digits.length);
        out.bytes(wide);
    }

    private void whole(ByteSink out, long number) {
        if (column.type() == PhysicalType.INT32) {
            out.int32((int) number);
        } else {
            out.int64(number);
        }
    }
}

package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.key.Axis;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of a column for an axis. Equal stored values are mostly one object. */
final class KeyColumn {
    private static final int REMEMBERED = 1 << 14;

    private final Column column;
    private final Axis<?> axis;
    private final Map<Object, Object> known; // by the stored value; the values of a dictionary are the same arrays
    private byte @Nullable [] lastBinary;
    private long lastNumber;
    private @Nullable Object last;

    KeyColumn(Column column, Axis<?> axis) {
        this.column = column;
        this.axis = axis;
        this.known = column.type().isBinary() ? new IdentityHashMap<>() : new HashMap<>();
    }

    Column column() {
        return column;
    }

    /**
     * Returns the value of a row.
     *
     * @throws IllegalArgumentException when the axis does not take it
     */
    Object at(ColumnBatch batch, int row) {
        if (batch.isNull(row)) {
            throw new IllegalArgumentException("is null: a key has a value on each of its axes");
        }
        if (column.type().isBinary()) {
            byte[] stored = batch.binaries[row];
            if (last == null || stored != lastBinary) {
                lastBinary = stored;
                last = remembered(stored, batch, row);
            }
        } else if (last == null || batch.numbers[row] != lastNumber) {
            lastNumber = batch.numbers[row];
            last = remembered(lastNumber, batch, row);
        }
        return last;
    }

    private Object remembered(Object stored, ColumnBatch batch, int row) {
        Object before = known.get(stored);
        if (before != null) {
            return before;
        }
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        Object natural = Natural.of(column, batch, row);
        Object value = onAxis(natural == null ? "" : natural);
        known.put(stored, value);
        return value;
    }

    private Object onAxis(Object natural) {
        Object value = whole(natural);
        Class<?> type = axis.type().javaType();
        if (type.isInstance(value) || (value instanceof Long && Number.class.isAssignableFrom(type))) {
            return axis.type().check(value);
        }
        if (value instanceof byte[] bytes) {
            return axis.type().check(bytes.length == 2 * Long.BYTES ? Natural.uuid(bytes) : bytes);
        }
        String text = value instanceof BigDecimal number ? plain(number) : value.toString();
        return axis.type().parse(AxisKinds.of(axis.type()).ofFile(text));
    }

    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return (shortest.scale() <= 0 ? shortest : number).toPlainString();
    }

    /** Turns a number without decimals into a whole number: programs store whole numbers with gaps as doubles. */
    private static Object whole(Object natural) {
        if (natural instanceof Double || natural instanceof Float) {
            double number = ((Number) natural).doubleValue();
            return number == Math.rint(number) && Math.abs(number) < 1L << 53 ? (Object) (long) number : natural;
        }
        if (natural instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        return natural;
    }
}

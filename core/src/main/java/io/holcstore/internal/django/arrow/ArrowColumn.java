package io.holcstore.internal.django.arrow;

import io.holcstore.internal.bits.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A column of a blob: instants or numbers of 4 or 8 bytes.
 *
 * @param width the bytes of a value
 * @param node its number among all columns, the parts of nested ones included
 * @param buffer its first buffer among those of all columns
 * @param perMilli the units of a millisecond, of instants; negative where a unit has so many milliseconds; 0 of numbers
 */
record ArrowColumn(String name, int width, boolean floating, int node, int buffer, int perMilli) {
    private static final int INT = 2;
    private static final int FLOATING_POINT = 3;
    private static final int TIMESTAMP = 10;
    private static final int SECONDS = -1000;

    /** Reads a field of a schema; null for a column of neither instants nor numbers. */
    static @Nullable ArrowColumn read(FlatTable field, int node, int buffer) {
        String text = field.text(0);
        String name = text == null ? "" : text;
        int type = field.octet(2, 0);
        if (type != INT && type != FLOATING_POINT && type != TIMESTAMP) {
            return null;
        }
        if (field.table(4) != null) {
            throw new ArrowDamage("has the column " + name + " with a dictionary, which is not supported");
        }
        FlatTable of = field.table(3, "type of the column " + name);
        return switch (type) {
            case INT -> ofInt(name, of, node, buffer);
            case FLOATING_POINT ->
                switch (of.int16(0)) {
                    case 1 -> new ArrowColumn(name, Float.BYTES, true, node, buffer, 0);
                    case 2 -> new ArrowColumn(name, Double.BYTES, true, node, buffer, 0);
                    default ->
                        throw new ArrowDamage("has the column " + name + " of 16-bit floats, which is not supported");
                };
            default -> ofTimes(name, of, node, buffer);
        };
    }

    private static ArrowColumn ofInt(String name, FlatTable type, int node, int buffer) {
        int bits = type.int32(0);
        if ((bits != Long.SIZE && bits != Integer.SIZE) || type.octet(1, 0) == 0) {
            throw new ArrowDamage("has the column " + name + " of " + (type.octet(1, 0) == 0 ? "unsigned " : "") + bits
                    + " bits, which is not supported");
        }
        return new ArrowColumn(name, bits / Byte.SIZE, false, node, buffer, 0);
    }

    private static ArrowColumn ofTimes(String name, FlatTable type, int node, int buffer) {
        if (type.text(1) == null) {
            throw new ArrowDamage("has times without a zone in the column " + name + ", which are not supported");
        }
        int perMilli =
                switch (type.int16(0)) {
                    case 0 -> SECONDS;
                    case 1 -> 1;
                    case 2 -> 1_000;
                    case 3 -> 1_000_000;
                    default -> throw new ArrowDamage("has times of an unknown unit in the column " + name);
                };
        return new ArrowColumn(name, Long.BYTES, false, node, buffer, perMilli);
    }

    boolean isTime() {
        return perMilli != 0;
    }

    /** Returns the epoch milliseconds of a row. */
    long time(byte[] values, int row) {
        long units = Bytes.getLong(values, row * width);
        if (perMilli < 0) {
            return Math.multiplyExact(units, -perMilli);
        }
        if (units % perMilli != 0) {
            throw new ArrowDamage("has a time that is not a whole millisecond, " + units + " units of 1/" + perMilli
                    + " ms since 1970, in the column " + name);
        }
        return units / perMilli;
    }

    /** Returns the number of a row. */
    double number(byte[] values, int row) {
        if (width == Integer.BYTES) {
            int bits = Bytes.getInt(values, row * width);
            return floating ? Float.intBitsToFloat(bits) : bits;
        }
        long bits = Bytes.getLong(values, row * width);
        return floating ? Double.longBitsToDouble(bits) : bits;
    }
}

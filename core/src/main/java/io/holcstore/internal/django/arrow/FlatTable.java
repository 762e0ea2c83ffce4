package io.holcstore.internal.django.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A table of a FlatBuffer: its fields by their numbers, in which absent ones have their default. Every place is
 * compared with the bytes that are there.
 */
final class FlatTable {
    private static final int VECTOR = Integer.BYTES; // the length before the elements

    private final ByteBuffer bytes;
    private final int at;

    private FlatTable(ByteBuffer bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Returns the root of a buffer. */
    static FlatTable root(byte[] blob, int from, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(blob, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        return new FlatTable(bytes, follow(bytes, 0));
    }

    /** Returns the place that a reference names. */
    private static int follow(ByteBuffer bytes, int place) {
        long to = place + Integer.toUnsignedLong(intAt(bytes, place));
        if (to > bytes.limit() - Integer.BYTES) {
            throw new ArrowDamage("its description refers to a place behind its end");
        }
        return (int) to;
    }

    private static int intAt(ByteBuffer bytes, int place) {
        require(bytes, place, Integer.BYTES);
        return bytes.getInt(place);
    }

    private static void require(ByteBuffer bytes, long place, long length) {
        if (place < 0 || length < 0 || place > bytes.limit() - length) {
            throw new ArrowDamage("its description refers to a place outside of it");
        }
    }

    /** Returns the place of a field; 0 when it is absent. */
    private int place(int field, int length) {
        long table = at - (long) intAt(bytes, at);
        require(bytes, table, 2 * Short.BYTES);
        int entry = (2 + field) * Short.BYTES;
        if (entry + Short.BYTES > Short.toUnsignedInt(bytes.getShort((int) table))) {
            return 0;
        }
        require(bytes, table + entry, Short.BYTES);
        int offset = Short.toUnsignedInt(bytes.getShort((int) table + entry));
        if (offset != 0) {
            require(bytes, at + (long) offset, length);
        }
        return offset == 0 ? 0 : at + offset;
    }

    int octet(int field, int otherwise) {
        int place = place(field, 1);
        return place == 0 ? otherwise : bytes.get(place);
    }

    int int16(int field) {
        int place = place(field, Short.BYTES);
        return place == 0 ? 0 : bytes.getShort(place);
    }

    int int32(int field) {
        int place = place(field, Integer.BYTES);
        return place == 0 ? 0 : bytes.getInt(place);
    }

    long int64(int field) {
        int place = place(field, Long.BYTES);
        return place == 0 ? 0 : bytes.getLong(place);
    }

    @Nullable
    FlatTable table(int field) {
        int place = place(field, Integer.BYTES);
        return place == 0 ? null : new FlatTable(bytes, follow(bytes, place));
    }

    FlatTable table(int field, String what) {
        FlatTable table = table(field);
        if (table == null) {
            throw new ArrowDamage("has no " + what);
        }
        return table;
    }

    @Nullable
    String text(int field) {
        int place = place(field, Integer.BYTES);
        if (place == 0) {
            return null;
        }
        int text = follow(bytes, place);
        int length = bytes.getInt(text);
        require(bytes, text + (long) VECTOR, length);
        byte[] utf8 = new byte[length];
        bytes.get(text + VECTOR, utf8);
        return new String(utf8, UTF_8);
    }

    /** Returns how many elements a list has. */
    int count(int field, int width) {
        int place = place(field, Integer.BYTES);
        if (place == 0) {
            return 0;
        }
        int list = follow(bytes, place);
        int count = bytes.getInt(list);
        require(bytes, list + (long) VECTOR, (long) count * width);
        return count;
    }

    /** Returns a table of a list whose elements were counted. */
    FlatTable element(int field, int i) {
        int list = follow(bytes, place(field, Integer.BYTES));
        return new FlatTable(bytes, follow(bytes, list + VECTOR + i * Integer.BYTES));
    }

    /** Returns a number of a struct of a list whose elements were counted. */
    long structNumber(int field, int i, int width, int within) {
        int list = follow(bytes, place(field, Integer.BYTES));
        return bytes.getLong(list + VECTOR + i * width + within);
    }

    /** Returns a number of a struct of a list whose elements were counted. */
    int structInt(int field, int i, int width, int within) {
        int list = follow(bytes, place(field, Integer.BYTES));
        return bytes.getInt(list + VECTOR + i * width + within);
    }
}

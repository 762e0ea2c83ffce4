package io.holcstore.internal.files.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads structs in Thrift's compact protocol. Every length is compared with the bytes that are there. */
public final class ThriftReader {
    private static final int DEEPEST = 32;
    private static final int LONGEST_VARINT = 10;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int UUID_TYPE = 13;

    private final byte[] bytes;
    private final int end;
    private int at;

    public ThriftReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Returns the position of the next byte. */
    public int position() {
        return at;
    }

    /** Thrown when the bytes end within a struct. */
    public static final class Underflow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Underflow() {
            super("the bytes end within a struct", null, false, false);
        }
    }

    public ThriftStruct struct() {
        return struct(0);
    }

    private ThriftStruct struct(int depth) {
        if (depth > DEEPEST) {
            throw new Damage("structs are nested more than " + DEEPEST + " deep");
        }
        ThriftStruct struct = new ThriftStruct();
        int id = 0;
        while (true) {
            int header = octet();
            int type = header & 0xf;
            if (type == 0) {
                return struct;
            }
            id = header >>> 4 == 0 ? (int) zigzag() : id + (header >>> 4);
            struct.put(id, value(type, depth, false));
        }
    }

    private @Nullable Object value(int type, int depth, boolean inList) {
        return switch (type) {
            case TRUE, FALSE -> inList ? octet() == TRUE : type == TRUE;
            case BYTE -> (long) (byte) octet();
            case I16, I32, I64 -> zigzag();
            case DOUBLE -> {
                skip(Double.BYTES);
                yield null;
            }
            case BINARY -> binary();
            case LIST, SET -> list(depth);
            case MAP -> map(depth);
            case STRUCT -> struct(depth + 1);
            case UUID_TYPE -> {
                skip(2 * Long.BYTES);
                yield new UUID(0, 0);
            }
            default -> throw new Damage("a field has the unknown type " + type);
        };
    }

    private List<Object> list(int depth) {
        int header = octet();
        long size = header >>> 4 == 0xf ? varint() : header >>> 4;
        if (size < 0 || size > end - at) {
            throw tooFew(size);
        }
        List<Object> all = new ArrayList<>((int) Math.min(size, 1 << 10));
        for (long i = 0; i < size; i++) {
            Object value = value(header & 0xf, depth + 1, true);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    private @Nullable Object map(int depth) {
        long size = varint();
        if (size == 0) {
            return null;
        }
        int types = octet();
        if (size < 0 || size > end - at) {
            throw tooFew(size);
        }
        for (long i = 0; i < size; i++) {
            value(types >>> 4, depth + 1, true);
            value(types & 0xf, depth + 1, true);
        }
        return null;
    }

    private byte[] binary() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw tooFew(length);
        }
        byte[] value = java.util.Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return value;
    }

    private static RuntimeException tooFew(long size) {
        return size < 0 ? new Damage("a length is negative") : new Underflow();
    }

    private void skip(int count) {
        if (count > end - at) {
            throw new Underflow();
        }
        at += count;
    }

    private int octet() {
        if (at >= end) {
            throw new Underflow();
        }
        return bytes[at++] & 0xff;
    }

    private long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private long varint() {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            int next = octet();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                return value;
            }
        }
        throw new Damage("a number is longer than " + LONGEST_VARINT + " bytes");
    }
}

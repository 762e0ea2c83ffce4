package io.holcstore.internal.files.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes structs in Thrift's compact protocol. The fields of a struct come in the order of their numbers. */
public final class ThriftWriter {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int MOST_IN_HEADER = 14;

    private final ByteSink out;
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    public ThriftWriter(ByteSink out) {
        this.out = out;
    }

    public ThriftWriter flag(int id, boolean value) {
        field(id, value ? TRUE : FALSE);
        return this;
    }

    public ThriftWriter int8(int id, int value) {
        field(id, BYTE);
        out.octet(value);
        return this;
    }

    public ThriftWriter int16(int id, int value) {
        field(id, I16);
        out.zigzag(value);
        return this;
    }

    public ThriftWriter int32(int id, int value) {
        field(id, I32);
        out.zigzag(value);
        return this;
    }

    public ThriftWriter int64(int id, long value) {
        field(id, I64);
        out.zigzag(value);
        return this;
    }

    public ThriftWriter binary(int id, byte[] value) {
        field(id, BINARY);
        out.varint(value.length);
        out.bytes(value);
        return this;
    }

    public ThriftWriter text(int id, String value) {
        return binary(id, value.getBytes(UTF_8));
    }

    /** Begins a struct that is a field. */
    public ThriftWriter struct(int id) {
        field(id, STRUCT);
        return element();
    }

    /** Begins a struct that is in a list. */
    public ThriftWriter element() {
        outer.push(last);
        last = 0;
        return this;
    }

    /** Ends a struct. */
    public ThriftWriter end() {
        out.octet(0);
        last = outer.isEmpty() ? 0 : outer.pop();
        return this;
    }

    /** Writes a struct without fields. */
    public ThriftWriter empty(int id) {
        return struct(id).end();
    }

    /** Begins a list of structs; each is an {@link #element}. */
    public ThriftWriter structs(int id, int size) {
        list(id, STRUCT, size);
        return this;
    }

    public ThriftWriter int32s(int id, int... values) {
        list(id, I32, values.length);
        for (int value : values) {
            out.zigzag(value);
        }
        return this;
    }

    public ThriftWriter texts(int id, String... values) {
        list(id, BINARY, values.length);
        for (String value : values) {
            byte[] utf8 = value.getBytes(UTF_8);
            out.varint(utf8.length);
            out.bytes(utf8);
        }
        return this;
    }

    private void list(int id, int type, int size) {
        field(id, LIST);
        if (size <= MOST_IN_HEADER) {
            out.octet(size << 4 | type);
        } else {
            out.octet(0xf0 | type);
            out.varint(size);
        }
    }

    private void field(int id, int type) {
        int step = id - last;
        if (step > 0 && step <= 0xf) {
            out.octet(step << 4 | type);
        } else {
            out.octet(type);
            out.zigzag(id);
        }
        last = id;
    }
}

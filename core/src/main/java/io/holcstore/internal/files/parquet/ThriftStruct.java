package io.holcstore.internal.files.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A struct that was read: its fields by their numbers. */
public final class ThriftStruct {
    private static final int MOST_FIELDS = 64;
    private static final Object[] NONE = {};

    private Object[] fields = NONE; // of each one its number, then its value: files can have millions of structs
    private int used;

    public void put(int id, @Nullable Object value) {
        if (value == null || used == 2 * MOST_FIELDS) {
            return;
        }
        if (used == fields.length) {
            fields = Arrays.copyOf(fields, Math.max(2, 2 * used));
        }
        fields[used++] = id;
        fields[used++] = value;
    }

    public boolean has(int id) {
        return get(id) != null;
    }

    private @Nullable Object get(int id) {
        for (int i = 0; i < used; i += 2) {
            if ((int) fields[i] == id) {
                return fields[i + 1];
            }
        }
        return null;
    }

    /** Returns the number of the only field of a union; 0 when it has no field. */
    public int only() {
        return used == 0 ? 0 : (int) fields[0];
    }

    public long number(int id) {
        return value(id, Long.class);
    }

    public long number(int id, long otherwise) {
        return has(id) ? number(id) : otherwise;
    }

    public int integer(int id) {
        long value = number(id);
        if (value != (int) value) {
            throw new Damage("field " + id + " is " + value + ", more than 32 bits hold");
        }
        return (int) value;
    }

    public int integer(int id, int otherwise) {
        return has(id) ? integer(id) : otherwise;
    }

    public boolean flag(int id, boolean otherwise) {
        return has(id) ? value(id, Boolean.class) : otherwise;
    }

    public String text(int id) {
        return new String(value(id, byte[].class), UTF_8);
    }

    public ThriftStruct struct(int id) {
        return value(id, ThriftStruct.class);
    }

    public List<ThriftStruct> structs(int id) {
        return value(id, List.class, ThriftStruct.class);
    }

    public List<byte[]> binaries(int id) {
        return value(id, List.class, byte[].class);
    }

    private <T> T value(int id, Class<T> type) {
        Object value = get(id);
        if (!type.isInstance(value)) {
            throw new Damage("field " + id + " must be a " + type.getSimpleName() + ", but is "
                    + (value == null ? "absent" : "a " + value.getClass().getSimpleName()));
        }
        return type.cast(value);
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> value(int id, Class<?> list, Class<T> type) {
        List<?> all = (List<?>) value(id, list);
        for (Object each : all) {
            if (!type.isInstance(each)) {
                throw new Damage("field " + id + " must be a list of " + type.getSimpleName());
            }
        }
        return (List<T>) all;
    }
}

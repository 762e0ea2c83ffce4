package io.holcstore.key;

import io.holcstore.internal.axis.AxisKinds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The key of one series of a store: a value on each axis. Two keys are equal when they have the same values on axes of
 * the same names, in any order. Immutable and thread-safe. The hash is computed once.
 */
public final class SeriesKey {
    /** Orders the keys of one store by their values, axis by axis, as {@link AxisType#compare} does. */
    public static final Comparator<SeriesKey> ORDER = SeriesKey::compare;

    private final AxisValue<?>[] values;
    private final int hash;

    private SeriesKey(AxisValue<?>[] values) {
        this.values = values;
        int sum = 0; // does not depend on the order, as equals does not
        for (AxisValue<?> value : values) {
            sum += mix(31 * value.axis().name().hashCode() + value.value().hashCode());
        }
        this.hash = sum;
    }

    /**
     * Creates a key of these values. Without values, the result is the only key of a store without axes.
     *
     * @throws IllegalArgumentException when two values are on axes of the same name
     */
    public static SeriesKey of(AxisValue<?>... values) {
        AxisValue<?>[] copy = values.clone();
        for (int i = 0; i < copy.length; i++) {
            String name = Objects.requireNonNull(copy[i], "a value of the key is null")
                    .axis()
                    .name();
            for (int j = 0; j < i; j++) {
                if (name.equals(copy[j].axis().name())) {
                    throw new IllegalArgumentException(
                            "axis " + name + " is named twice: " + copy[j] + " and " + copy[i]);
                }
            }
        }
        return new SeriesKey(copy);
    }

    private static int compare(SeriesKey a, SeriesKey b) {
        for (int i = 0; i < Math.min(a.values.length, b.values.length); i++) {
            int order = AxisKinds.of(a.values[i].axis().type()).compare(a.value(i), b.value(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.values.length, b.values.length);
    }

    /** Spreads the bits: plain sums of small numbers on two axes would nearly all be the same. */
    private static int mix(int h) {
        int spread = (h ^ (h >>> 16)) * 0x85ebca6b;
        spread = (spread ^ (spread >>> 13)) * 0xc2b2ae35;
        return spread ^ (spread >>> 16);
    }

    /** Returns the number of axes of the key. */
    public int size() {
        return values.length;
    }

    /** Returns the i-th axis with its value, in the order in which the values were given. */
    public AxisValue<?> at(int i) {
        return values[i];
    }

    /** Returns the i-th value, in the order in which the values were given. */
    public Object value(int i) {
        return values[i].value();
    }

    /**
     * Returns the value on an axis.
     *
     * @throws IllegalArgumentException when the key has no such axis, or one of another type
     */
    public <T> T get(Axis<T> axis) {
        AxisValue<?> value = find(axis.name());
        if (value == null || !value.axis().type().equals(axis.type())) {
            throw new IllegalArgumentException("key " + this + " has no axis " + axis + "; it has "
                    + Arrays.stream(values).map(v -> v.axis().toString()).collect(Collectors.joining(", ", "(", ")")));
        }
        return axis.type().javaType().cast(value.value());
    }

    private @Nullable AxisValue<?> find(String name) {
        for (AxisValue<?> value : values) {
            if (value.axis().name().equals(name)) {
                return value;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SeriesKey that) || hash != that.hash || values.length != that.values.length) {
            return false;
        }
        for (AxisValue<?> value : values) {
            AxisValue<?> match = that.find(value.axis().name());
            if (match == null || !match.value().equals(value.value())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /**
     * Returns the names and values in the order in which they were given: {@code version=1, kind=base}. Cuts long texts
     * as {@link AxisValue#toString} does. A key without axes gives {@code (no axes)}.
     */
    @Override
    public String toString() {
        return values.length == 0
                ? "(no axes)"
                : Arrays.stream(values).map(AxisValue::toString).collect(Collectors.joining(", "));
    }
}

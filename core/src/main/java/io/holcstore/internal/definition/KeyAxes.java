package io.holcstore.internal.definition;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The axes that identify the series of one store, and the keys on them. Immutable and thread-safe. */
public final class KeyAxes {
    private final String store;
    private final List<Axis<?>> axes;

    public KeyAxes(String store, List<Axis<?>> axes) {
        this.store = store;
        this.axes = List.copyOf(axes);
    }

    /** Adds an axis to those of a builder. */
    public static void add(List<Axis<?>> axes, Axis<?> axis) {
        Names.checkAxis(axis.name());
        for (Axis<?> other : axes) {
            if (Names.lower(other.name()).equals(Names.lower(axis.name()))) {
                throw new DefinitionException("axis '" + axis.name() + "' is already defined, as " + other, "axis");
            }
        }
        axes.add(axis);
    }

    List<Axis<?>> list() {
        return axes;
    }

    /** Returns the axes as text to record. */
    public String text() {
        return text(axes);
    }

    /** Returns axes as text to record. */
    public static String text(List<Axis<?>> axes) {
        return axes.stream().map(Axis::toString).collect(Collectors.joining(", "));
    }

    /**
     * Returns the key with these values, in the order of the axes.
     *
     * @throws IllegalArgumentException when there are more or fewer values than axes, or one does not have its axis's
     *      type
     */
    SeriesKey key(Object... values) {
        if (values.length != axes.size()) {
            throw new IllegalArgumentException("a key of " + store + " must have " + axes.size() + " values, " + axes
                    + "; got " + values.length + ": " + Arrays.asList(values));
        }
        AxisValue<?>[] parts = new AxisValue<?>[values.length];
        for (int i = 0; i < values.length; i++) {
            parts[i] = axes.get(i).widen(values[i]);
        }
        return SeriesKey.of(parts);
    }

    /** Returns the same key with its values in the order of the axes. */
    SeriesKey canonical(SeriesKey key) {
        if (key.size() != axes.size()) {
            throw new IllegalArgumentException("key " + key + " does not fit " + store + ", whose axes are " + axes);
        }
        return part(key, axes);
    }

    /** Returns the values of a key on these axes, in their order. */
    public static SeriesKey part(SeriesKey key, List<Axis<?>> axes) {
        boolean same = key.size() == axes.size();
        for (int i = 0; i < axes.size() && same; i++) {
            same = key.at(i).axis().equals(axes.get(i));
        }
        return same
                ? key
                : SeriesKey.of(
                        axes.stream().map(axis -> axis.widen(key.get(axis))).toArray(AxisValue<?>[]::new));
    }
}

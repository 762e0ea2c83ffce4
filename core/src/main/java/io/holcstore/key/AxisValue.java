package io.holcstore.key;

import io.holcstore.internal.axis.Shown;
import java.util.List;
import java.util.Objects;

/**
 * An axis at a value, made by {@link Axis#is}: a part of a {@link SeriesKey}, and the filter for all keys that have
 * this value. The value is checked and as {@link AxisType#check} returns it.
 */
public record AxisValue<T>(Axis<T> axis, T value) implements KeyFilter {
    /**
     * A value that is checked.
     *
     * @throws IllegalArgumentException when the type of the axis does not hold it
     */
    public AxisValue {
        Objects.requireNonNull(axis, "the axis is null");
        value = axis.check(value);
    }

    @Override
    public List<Condition> conditions() {
        return List.of(new Condition.In<>(axis, List.of(value)));
    }

    /** Name and value: {@code version=1}; of a text of more than 200 characters the beginning and how many it has. */
    @Override
    public String toString() {
        return axis.name() + '=' + Shown.shortened(value.toString());
    }
}

package io.holcstore.key;

import io.holcstore.internal.axis.Shown;
import java.util.List;
import java.util.Objects;

/**
 * An axis with a value. {@link Axis#is} creates it. It is a part of a {@link SeriesKey}, and a filter for all keys that
 * have this value. The value has been checked and is as {@link AxisType#check} returns it.
 */
public record AxisValue<T>(Axis<T> axis, T value) implements KeyFilter {
    /**
     * Creates a value and checks it.
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

    /**
     * Returns the name and the value: {@code version=1}. A text of more than 200 characters is cut, and its length is
     * added.
     */
    @Override
    public String toString() {
        return axis.name() + '=' + Shown.shortened(value.toString());
    }
}

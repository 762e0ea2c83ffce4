package io.holcstore.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One dimension of a key: a name and the type of its values. Two axes are equal when their names and types are equal.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * static final Axis<Integer> VERSION = Axis.of("version", INT);
 * static final Axis<String> KIND = Axis.of("kind", VARCHAR(20));
 * SeriesKey base = SeriesKey.of(VERSION.is(1), KIND.is("base"));
 * KeyFilter filter = VERSION.is(1).and(KIND.in("base", "draft"));
 * }</pre>
 *
 * <p>Every method that takes a value checks it. When the type does not hold the value, an
 * {@link IllegalArgumentException} names the axis, the value and the type.
 *
 * @param <T> the Java type of the values
 */
public final class Axis<T> {
    private final String name;
    private final AxisType<T> type;

    private Axis(String name, AxisType<T> type) {
        this.name = name;
        this.type = type;
    }

    /**
     * Creates an axis. The definition of a store decides whether a table can have a column of this name.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public static <T> Axis<T> of(String name, AxisType<T> type) {
        Objects.requireNonNull(name, "the name of an axis is null");
        Objects.requireNonNull(type, () -> "axis " + name + ": the type is null");
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of an axis is blank: '" + name + "'");
        }
        return new Axis<>(name, type);
    }

    /** Returns the name, which is also the name of the key column. */
    public String name() {
        return name;
    }

    /** Returns the type of the values. */
    public AxisType<T> type() {
        return type;
    }

    /**
     * Returns this axis with a value. It is a part of a {@link SeriesKey}, or a filter for the keys that have this
     * value.
     */
    public AxisValue<T> is(T value) {
        return new AxisValue<>(this, value);
    }

    /**
     * Works like {@link #is} for a value whose type is known only at run time. Widens the value as
     * {@link AxisType#check} does.
     */
    public AxisValue<T> widen(Object value) {
        return new AxisValue<>(this, check(value));
    }

    /**
     * Works like {@link #is} for a value that is given as text. {@link AxisType#parse} reads the text.
     *
     * @throws IllegalArgumentException when the text does not stand for a value of the type; it names the axis, the
     *     value and the type
     */
    public AxisValue<T> parse(String text) {
        try {
            return new AxisValue<>(this, type.parse(text));
        } catch (IllegalArgumentException e) {
            throw named(e);
        }
    }

    /** Returns a filter for the keys whose value is one of these. Without values, the filter matches no key. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only, and only as a list
    public final KeyFilter in(T... values) {
        return in(Arrays.asList(values));
    }

    /**
     * Returns a filter for the keys whose value is one of these. With an empty collection, the filter matches no key.
     */
    public KeyFilter in(Collection<? extends T> values) {
        return new Conjunction(List.of(new Condition.In<>(this, new ArrayList<>(values))));
    }

    /**
     * Returns a filter for the keys whose value lies from {@code from} to {@code to}, both included, in the order of
     * {@link AxisType#compare}.
     *
     * @throws IllegalArgumentException when {@code from} is above {@code to}
     */
    public KeyFilter between(T from, T to) {
        return new Conjunction(List.of(new Condition.Between<>(this, from, to)));
    }

    /** Checks a value like {@link AxisType#check}. Its exceptions name the axis, too. */
    T check(Object value) {
        if (value == null) {
            throw new NullPointerException(
                    "axis " + name + ": the value is null; a key must have a value on each of its axes");
        }
        try {
            return type.check(value);
        } catch (IllegalArgumentException e) {
            throw named(e);
        }
    }

    private IllegalArgumentException named(IllegalArgumentException e) {
        return new IllegalArgumentException("axis " + name + ": " + e.getMessage(), e);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Axis<?> that && name.equals(that.name) && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }

    /** Returns the name and the type: {@code kind varchar(20)}. */
    @Override
    public String toString() {
        return name + ' ' + type;
    }
}

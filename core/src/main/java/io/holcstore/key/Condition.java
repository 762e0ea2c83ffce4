package io.holcstore.key;

import io.holcstore.internal.axis.Shown;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A condition of a {@link KeyFilter} on one axis: a list of values, or a range. The condition checks its values against
 * the type of the axis.
 */
public sealed interface Condition {
    /** Returns the axis of this condition. */
    Axis<?> axis();

    /**
     * Returns whether the key's value on this axis satisfies this condition.
     *
     * @throws IllegalArgumentException when the key has no such axis
     */
    boolean matches(SeriesKey key);

    /**
     * The key has one of these values. The list has no duplicates and keeps the order in which the values were given.
     * Without values, no key matches.
     */
    record In<T>(Axis<T> axis, List<T> values) implements Condition {
        /** The number of values that {@link #toString} shows. */
        private static final int SHOWN = 10;

        /**
         * Creates a condition and checks its values.
         *
         * @throws IllegalArgumentException when the type of the axis does not hold one of them
         */
        public In {
            Objects.requireNonNull(axis, "the axis is null");
            Axis<T> checking = axis;
            values = values.size() == 1
                    ? List.of(checking.check(values.get(0)))
                    : values.stream().map(checking::check).distinct().toList();
        }

        @Override
        public boolean matches(SeriesKey key) {
            return values.contains(key.get(axis));
        }

        /** Returns the first 10 values and how many more there are. Long texts are cut. */
        @Override
        public String toString() {
            if (values.size() == 1) {
                return axis.name() + " = " + Shown.quote(values.get(0));
            }
            String more = values.size() > SHOWN ? " and " + (values.size() - SHOWN) + " more)" : ")";
            return values.stream()
                    .limit(SHOWN)
                    .map(Shown::quote)
                    .collect(Collectors.joining(", ", axis.name() + " in (", more));
        }
    }

    /** The value lies between {@code from} and {@code to}, both included, in the order of {@link AxisType#compare}. */
    record Between<T>(Axis<T> axis, T from, T to) implements Condition {
        /**
         * Creates a condition and checks both ends.
         *
         * @throws IllegalArgumentException when the type of the axis does not hold one of them
         */
        public Between {
            Objects.requireNonNull(axis, "the axis is null");
            from = axis.check(from);
            to = axis.check(to);
            if (axis.type().compare(from, to) > 0) {
                throw new IllegalArgumentException("axis " + axis.name() + ": between " + Shown.quote(from) + " and "
                        + Shown.quote(to) + " is empty; name the smaller value first");
            }
        }

        @Override
        public boolean matches(SeriesKey key) {
            T value = key.get(axis);
            return axis.type().compare(from, value) <= 0 && axis.type().compare(value, to) <= 0;
        }

        @Override
        public String toString() {
            return axis.name() + " between " + Shown.quote(from) + " and " + Shown.quote(to);
        }
    }
}

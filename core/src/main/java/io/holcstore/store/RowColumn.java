package io.holcstore.store;

import io.holcstore.key.Axis;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column that can order versions when they are {@linkplain Combine combined}: their number, their times, or an axis.
 * Immutable.
 */
public final class RowColumn {
    /** The number of the version. */
    public static final RowColumn NUMBER = new RowColumn("number", null);

    /** When the version was first stored. */
    public static final RowColumn CREATED_AT = new RowColumn("created at", null);

    /** When the version was last stored. */
    public static final RowColumn MODIFIED_AT = new RowColumn("modified at", null);

    private final String name;
    private final @Nullable Axis<?> axis;

    private RowColumn(String name, @Nullable Axis<?> axis) {
        this.name = name;
        this.axis = axis;
    }

    /** Returns the column of an axis, in the order of {@link io.holcstore.key.AxisType#compare}. */
    public static RowColumn of(Axis<?> axis) {
        return new RowColumn(axis.name(), axis);
    }

    /** Returns an order with the smallest value first. */
    public RowOrder ascending() {
        return new RowOrder(this, false);
    }

    /** Returns an order with the largest value first. */
    public RowOrder descending() {
        return new RowOrder(this, true);
    }

    /** Returns the axis of this column; empty for the number and the times. */
    public Optional<Axis<?>> axis() {
        return Optional.ofNullable(axis);
    }

    @Override
    public String toString() {
        return name;
    }
}

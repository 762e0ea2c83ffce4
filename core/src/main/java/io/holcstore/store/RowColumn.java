package io.holcstore.store;

import io.holcstore.key.Axis;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What versions can be ordered by when they are {@linkplain Combine combined}: number, times, or an axis. Immutable.
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

    /** The value on an axis, in the order of {@link io.holcstore.key.AxisType#compare}. */
    public static RowColumn of(Axis<?> axis) {
        return new RowColumn(axis.name(), axis);
    }

    /** The smallest first. */
    public RowOrder ascending() {
        return new RowOrder(this, false);
    }

    /** The largest first. */
    public RowOrder descending() {
        return new RowOrder(this, true);
    }

    /** The axis whose values this orders by; empty for number and times. */
    public Optional<Axis<?>> axis() {
        return Optional.ofNullable(axis);
    }

    @Override
    public String toString() {
        return name;
    }
}

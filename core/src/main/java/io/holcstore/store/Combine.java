package io.holcstore.store;

import io.holcstore.internal.time.Years;
import io.holcstore.key.Axis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A description of how several versions become one series: which versions go together, which of them wins, and which
 * part of each counts. The values of the first version win. Later versions fill its NaN and the instants it lacks.
 * Immutable; each method returns another description.
 *
 * <pre>{@code
 * curves.read(key, Combine.newestFirst().dropHead(Duration.ofDays(1)));
 * curves.read(filter, Combine.by(PRM).orderBy(CREATED_AT.descending()));
 * }</pre>
 */
public final class Combine {
    private static final Combine NEWEST_FIRST = new Combine(null, Duration.ZERO, List.of());

    private final @Nullable List<Axis<?>> axes; // null: all axes of the store
    private final Duration head;
    private final List<RowOrder> order; // empty: the highest number first

    private Combine(@Nullable List<Axis<?>> axes, Duration head, List<RowOrder> order) {
        this.axes = axes;
        this.head = head;
        this.order = order;
    }

    /** Combines the versions of each key, the highest number first. This is the default of every verb. */
    public static Combine newestFirst() {
        return NEWEST_FIRST;
    }

    /**
     * Combines all versions of all keys that have the same values on these axes, the highest number first. Without
     * axes, it combines everything that matches the filter.
     */
    public static Combine by(Axis<?>... axes) {
        return new Combine(List.of(axes), Duration.ZERO, List.of());
    }

    /**
     * Keeps only the part of each version that lies at least this long after its own first instant. For forecasts, this
     * is what each run said at least that far ahead.
     *
     * @throws IllegalArgumentException when the delay is negative or longer than 9,999 years
     */
    public Combine dropHead(Duration delay) {
        return new Combine(axes, Years.require(delay, "the head to drop"), order);
    }

    /** Sets which version wins: the first in this order. The higher number decides ties, and then the key. */
    public Combine orderBy(RowOrder... columns) {
        return new Combine(axes, head, List.of(columns));
    }

    /** Returns how much is left out at the beginning of each version. */
    public Duration head() {
        return head;
    }

    /**
     * Returns the axes on which versions must have the same values to be combined; empty where these are all axes of
     * the store.
     */
    public Optional<List<Axis<?>>> axes() {
        return Optional.ofNullable(axes);
    }

    /** Returns the order that decides which version wins. If it is empty, the version with the highest number wins. */
    public List<RowOrder> order() {
        return order;
    }

    @Override
    public String toString() {
        return "combined by " + (axes == null ? "key" : axes) + ", " + (order.isEmpty() ? "newest first" : order)
                + (head.isZero() ? "" : ", without the first " + head);
    }
}

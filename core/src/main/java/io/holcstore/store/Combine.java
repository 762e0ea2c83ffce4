package io.holcstore.store;

import io.holcstore.internal.time.Years;
import io.holcstore.key.Axis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How several versions become one series: which go together, which of them wins, and what of each counts. The first
 * one's values win, later ones fill its NaN and the instants it lacks. Immutable; each method gives another
 * description.
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

    /** The versions of each key, the highest number first: the default of every verb. */
    public static Combine newestFirst() {
        return NEWEST_FIRST;
    }

    /**
     * All versions of all keys that have the same values on these axes, the highest number first; of no axes,
     * everything that the filter lets through.
     */
    public static Combine by(Axis<?>... axes) {
        return new Combine(List.of(axes), Duration.ZERO, List.of());
    }

    /**
     * Of each version only what lies this long or longer after its own first instant: what a forecast said at least
     * that far ahead.
     *
     * @throws IllegalArgumentException when the delay is negative or longer than 9,999 years
     */
    public Combine dropHead(Duration delay) {
        return new Combine(axes, Years.require(delay, "the head to drop"), order);
    }

    /**
     * Which version wins: the first in this order. What it leaves open is decided by the higher number, then by the
     * key.
     */
    public Combine orderBy(RowOrder... columns) {
        return new Combine(axes, head, List.of(columns));
    }

    /** How much is left out of the beginning of each version. */
    public Duration head() {
        return head;
    }

    /** The axes that versions have to agree on to go together; empty where they are all axes of the store. */
    public Optional<List<Axis<?>>> axes() {
        return Optional.ofNullable(axes);
    }

    /** Which version wins; of no orders, the one with the highest number. */
    public List<RowOrder> order() {
        return order;
    }

    @Override
    public String toString() {
        return "combined by " + (axes == null ? "key" : axes) + ", " + (order.isEmpty() ? "newest first" : order)
                + (head.isZero() ? "" : ", without the first " + head);
    }
}

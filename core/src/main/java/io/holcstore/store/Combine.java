package io.holcstore.store;

import io.holcstore.key.Axis;
import io.holcstore.sql.VersionSort;
import io.holcstore.time.Years;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How several versions become one series: which go together, which of them wins, and what of each counts. The first one's values win, later ones
 * fill its NaN and the instants it lacks. Immutable; each method gives another description.
 *
 * <pre>{@code
 * curves.read(key, Combine.newestFirst().dropHead(Duration.ofDays(1)));
 * curves.read(filter, Combine.by(PRM).orderBy(CREATED_AT.descending()));
 * }</pre>
 */
public final class Combine {
    private static final Combine NEWEST_FIRST = new Combine(null, Duration.ZERO, List.of());

    private static final VersionSort NUMBER_DESCENDING = new VersionSort(VersionSort.NUMBER, null, true);

    private final @Nullable List<Axis<?>> axes; // null: all axes of the store
    private final Duration head;
    private final List<RowOrder> order; // empty: the highest number first

    private Combine(@Nullable List<Axis<?>> axes, Duration head, List<RowOrder> order) {
        this.axes = axes;
        this.head = head;
        this.order = order;
    }

    /** The versions of each key, the highest number first: what every verb does that is not told otherwise. */
    public static Combine newestFirst() {
        return NEWEST_FIRST;
    }

    /**
     * All versions of all keys that have the same values on these axes, the highest number first; of no axes, everything that the filter lets
     * through.
     */
    public static Combine by(Axis<?>... axes) {
        return new Combine(List.of(axes), Duration.ZERO, List.of());
    }

    /**
     * Of each version only what lies this long or longer after its own first instant: what a forecast said at least that far ahead.
     *
     * @throws IllegalArgumentException when the delay is negative or longer than 9,999 years
     */
    public Combine dropHead(Duration delay) {
        return new Combine(axes, Years.require(delay, "the head to drop"), order);
    }

    /** Which version wins: the first in this order. What it leaves open is decided by the higher number, then by the key. */
    public Combine orderBy(RowOrder... columns) {
        return new Combine(axes, head, List.of(columns));
    }

    Duration head() {
        return head;
    }

    /** The axes of a group, of a store with these. */
    List<Axis<?>> axes(List<Axis<?>> ofStore) {
        List<Axis<?>> chosen = Objects.requireNonNullElse(axes, ofStore);
        requireKnown(chosen, ofStore);
        requireKnown(
                order.stream()
                        .<Axis<?>>mapMulti((o, sink) -> {
                            Axis<?> axis = o.sort().axis();
                            if (axis != null) {
                                sink.accept(axis);
                            }
                        })
                        .toList(),
                ofStore);
        return chosen;
    }

    private static void requireKnown(List<Axis<?>> named, List<Axis<?>> ofStore) {
        for (Axis<?> axis : named) {
            if (!ofStore.contains(axis)) {
                throw new IllegalArgumentException(
                        "versions are to be combined by axis " + axis + ", but the store has " + ofStore);
            }
        }
    }

    /** Whether rows come by key and number, as their index has them, so that the last one wins: nothing has to be sorted then. */
    boolean isInIndexOrder() {
        return axes == null && order.isEmpty();
    }

    /** The order of the rows of one group, of a store with these axes. */
    List<VersionSort> sorts(List<Axis<?>> ofStore) {
        if (isInIndexOrder()) {
            return sortsOfKey();
        }
        Stream<VersionSort> asked = order.stream().map(RowOrder::sort);
        Stream<VersionSort> key = ofStore.stream().map(axis -> new VersionSort(axis.name(), null, false));
        return Stream.concat(Stream.concat(asked, Stream.of(NUMBER_DESCENDING)), key)
                .toList();
    }

    /** The order of the rows of one key, which are the same on every axis. */
    List<VersionSort> sortsOfKey() {
        if (isInIndexOrder()) {
            return List.of(new VersionSort(VersionSort.NUMBER, null, false));
        }
        Stream<VersionSort> asked = order.stream().map(RowOrder::sort).filter(sort -> sort.axis() == null);
        return Stream.concat(asked, Stream.of(NUMBER_DESCENDING)).toList();
    }

    @Override
    public String toString() {
        return "combined by " + (axes == null ? "key" : axes) + ", " + (order.isEmpty() ? "newest first" : order)
                + (head.isZero() ? "" : ", without the first " + head);
    }
}

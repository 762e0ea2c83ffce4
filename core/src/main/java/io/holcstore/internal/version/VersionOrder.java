package io.holcstore.internal.version;

import io.holcstore.internal.sql.version.VersionSort;
import io.holcstore.key.Axis;
import io.holcstore.store.Combine;
import io.holcstore.store.RowColumn;
import io.holcstore.store.RowOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order in which the database returns versions, so that they can be {@linkplain Combine combined} one after
 * another.
 */
final class VersionOrder {
    private static final VersionSort NUMBER_DESCENDING = new VersionSort(VersionSort.NUMBER, null, true);

    private final Combine combine;
    private final List<Axis<?>> ofStore;

    /**
     * Creates the order for a store with these axes.
     *
     * @throws IllegalArgumentException when an axis is named that the store does not have
     */
    VersionOrder(Combine combine, List<Axis<?>> ofStore) {
        this.combine = combine;
        this.ofStore = ofStore;
        requireKnown(combine.axes().orElse(List.of()));
        requireKnown(combine.order().stream()
                .map(order -> order.column().axis())
                .<Axis<?>>flatMap(Optional::stream)
                .toList());
    }

    private void requireKnown(List<Axis<?>> named) {
        for (Axis<?> axis : named) {
            if (!ofStore.contains(axis)) {
                throw new IllegalArgumentException(
                        "versions cannot be combined by axis " + axis + "; the store has " + ofStore);
            }
        }
    }

    /** Returns the axes of a group. */
    List<Axis<?>> axes() {
        return combine.axes().orElse(ofStore);
    }

    /**
     * Returns whether rows come in the order of their index, by key and number, so that the last one wins. Then the
     * database need not sort.
     */
    boolean isOfIndex() {
        return combine.axes().isEmpty() && combine.order().isEmpty();
    }

    /** Returns the order of the rows of one group. */
    List<VersionSort> sorts() {
        if (isOfIndex()) {
            return sortsOfKey();
        }
        Stream<VersionSort> asked = combine.order().stream().map(VersionOrder::sort);
        Stream<VersionSort> key = ofStore.stream().map(axis -> new VersionSort(axis.name(), null, false));
        return Stream.concat(Stream.concat(asked, Stream.of(NUMBER_DESCENDING)), key)
                .toList();
    }

    /** Returns the order of the rows of one key, which have the same values on every axis. */
    List<VersionSort> sortsOfKey() {
        if (isOfIndex()) {
            return List.of(new VersionSort(VersionSort.NUMBER, null, false));
        }
        Stream<VersionSort> asked = combine.order().stream()
                .filter(order -> order.column().axis().isEmpty())
                .map(VersionOrder::sort);
        return Stream.concat(asked, Stream.of(NUMBER_DESCENDING)).toList();
    }

    private static VersionSort sort(RowOrder order) {
        RowColumn column = order.column();
        Axis<?> axis = column.axis().orElse(null);
        if (axis != null) {
            return new VersionSort(axis.name(), axis, order.isDescending());
        }
        String name = column.equals(RowColumn.NUMBER)
                ? VersionSort.NUMBER
                : column.equals(RowColumn.CREATED_AT) ? VersionSort.CREATED_AT : VersionSort.MODIFIED_AT;
        return new VersionSort(name, null, order.isDescending());
    }
}

package io.holcstore.store;

import io.holcstore.sql.VersionSort;

/** A {@link RowColumn} and a direction. Immutable. */
public final class RowOrder {
    private final VersionSort sort;

    RowOrder(VersionSort sort) {
        this.sort = sort;
    }

    VersionSort sort() {
        return sort;
    }

    @Override
    public String toString() {
        return sort.column() + (sort.descending() ? " descending" : " ascending");
    }
}

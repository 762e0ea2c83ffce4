package io.holcstore.internal.files.rows;

import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.WriteResult;
import org.jspecify.annotations.Nullable;

/** The target of series: merges them into a store, one transaction after another, or only checks them. */
final class RowTarget {
    private final SeriesStore store;
    private final boolean stores;
    private final WriteTally written = new WriteTally();
    private @Nullable BulkWriter bulk;

    RowTarget(SeriesStore store, boolean stores) {
        this.store = store;
        this.stores = stores;
    }

    boolean stores() {
        return stores;
    }

    /** Accepts a series or the next part of it, and returns how many of its values the store drops. */
    int add(SeriesKey key, Series series) {
        if (!stores) {
            return store.check(key, series);
        }
        BulkWriter open = bulk == null ? store.bulkWriter() : bulk;
        bulk = open;
        return open.add(key, series);
    }

    /** Commits the series that were added. */
    void commit() {
        BulkWriter open = bulk;
        if (open != null) {
            open.close();
            bulk = null;
            written.add(open.result());
        }
    }

    /** Discards the series that were added since the last commit. */
    void rollback() {
        if (bulk != null) {
            bulk.rollback();
        }
    }

    /** Returns the result of all commits. */
    WriteResult written() {
        return written.result();
    }
}

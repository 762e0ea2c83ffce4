package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.WriteResult;
import io.holcstore.testkit.StoredRows;
import java.sql.SQLException;

/** A source and stores that follow it. */
interface OnReplicas extends OnDatabase {
    default ChunkStore createSource() {
        return create(loads().replicated());
    }

    default ChunkStore createReplica() {
        return create(loads("replica").replicated());
    }

    static Series twoMonths() {
        return hours("2024-01-31T22:00", 1, 2, 3, 4);
    }

    static ChangePage all(ChunkStore store) {
        return store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 1000);
    }

    /** Pulls page after page until there is no more. */
    static WriteResult pull(ChunkStore source, ChunkStore replica, KeyFilter filter, String name) {
        ChangePage page;
        WriteResult result;
        do {
            ChangeCursor cursor = replica.replica().cursor(name).orElse(ChangeCursor.start());
            page = source.feed().changes(cursor, filter, 3);
            result = replica.replica().apply(page, name);
        } while (!page.isLast());
        return result;
    }

    default void assertEqual(String source, String replica) {
        try {
            assertThat(StoredRows.of(dataSource(), replica)).isEqualTo(StoredRows.of(dataSource(), source));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static WriteResult withoutBytes(WriteResult r) {
        return new WriteResult(
                r.chunksInserted(), r.chunksUpdated(), r.chunksUnchanged(), r.chunksDeleted(), r.points(), 0);
    }

    default ChunkStore createOther() {
        return create(loads("other").replicated());
    }
}

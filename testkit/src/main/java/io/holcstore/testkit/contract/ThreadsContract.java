package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.OffGridException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.WriteResult;
import io.holcstore.testkit.ThreadRecordingDataSource;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verbs that use several threads do the same as on one. */
interface ThreadsContract extends OnThreads {
    int SERIES = 30;

    private static Map<SeriesKey, Series> many(int hours, double first) {
        Map<SeriesKey, Series> many = new LinkedHashMap<>();
        for (int version = 0; version < SERIES; version++) {
            many.put(key(version, "base"), hours("2024-01-20T00:00", ramp(hours, first + version)));
        }
        return many;
    }

    private ChunkStore store(String table, int threads) {
        ChunkStore store =
                loads(table).open(dataSource(), StoreOptions.defaults().parallelism(threads));
        store.schema().createIfMissing();
        return store;
    }

    private static List<WriteResult> written(ChunkStore store) {
        List<WriteResult> results = new ArrayList<>();
        results.add(store.insertAll(many(24 * 300, 1)));
        results.add(store.mergeAll(many(24 * 200, 0.5)));
        results.add(store.mergeAll(many(24 * 200, 0.5)));
        results.add(store.replaceAll(many(24 * 250, 7)));
        return results;
    }

    private static Map<SeriesKey, Series> streamed(ChunkStore store) {
        Map<SeriesKey, Series> found = new LinkedHashMap<>();
        store.forEach(KeyFilter.all(), TimeRange.all(), found::put);
        return found;
    }

    @Test
    default void theSameIsStoredAndRead() {
        ChunkStore one = store("one_thread", 1);
        ChunkStore four = store("four_threads", 4);
        assertThat(written(four)).isEqualTo(written(one));
        String columns = "\"version\", \"kind\", \"chunk_index\", \"dtype\", \"value_count\", \"value_sum\", \"data\"";
        assertThat(query("SELECT COUNT(*) FROM (SELECT " + columns + " FROM \"one_thread\" UNION SELECT " + columns
                        + " FROM \"four_threads\") merged"))
                .isEqualTo(query("SELECT COUNT(*) FROM \"one_thread\""))
                .isNotEqualTo(List.of("0"));
        Map<SeriesKey, Series> expected = streamed(one);
        assertThat(expected).hasSize(SERIES);
        assertThat(streamed(four)).isEqualTo(expected);
        assertThat(List.copyOf(streamed(four).keySet())).isEqualTo(List.copyOf(expected.keySet()));
    }

    @Test
    default void aRefusedSeriesLeavesNothing() {
        ChunkStore store = store("load_curve", 4);
        Map<SeriesKey, Series> many = many(24 * 300, 1);
        many.put(key(SERIES, "base"), hours("2024-01-20T00:30", 1, 2));
        assertThatThrownBy(() -> store.insertAll(many)).isInstanceOf(OffGridException.class);
        assertThat(store.count(KeyFilter.all())).isZero();
        assertThat(dataSource().openConnections()).isZero();
    }

    @Test
    default void aCursorThatIsClosedEarlyLeavesTheConnectionAlone() {
        ChunkStore store = store("load_curve", 4);
        store.insertAll(many(24 * 300, 1));
        for (int taken = 0; taken < SERIES; taken += 5) {
            try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
                for (int i = 0; i < taken; i++) {
                    assertThat(cursor.next()).isTrue();
                }
            }
            assertThat(dataSource().openConnections()).isZero();
            assertThat(store.exists(BASE)).isTrue();
        }
    }

    /** Another thread reads ahead. */
    @Test
    default void aCursorReadsAhead() {
        store("load_curve", 1).insertAll(many(24 * 300, 1));
        ThreadRecordingDataSource recording = new ThreadRecordingDataSource(dataSource());
        ChunkStore store = loads().open(recording, THREADS);
        assertThat(streamed(store)).hasSize(SERIES);
        assertThat(recording.threads()).hasSizeGreaterThan(1).contains(Thread.currentThread());
    }

    /** The caller's connection is used on the caller's thread only, since the caller may use it between two series. */
    @Test
    default void aTransactionOfTheCallerStaysOnItsThread() throws SQLException {
        store("load_curve", 1).insertAll(many(24 * 300, 1));
        ThreadRecordingDataSource recording = new ThreadRecordingDataSource(dataSource());
        try (Connection connection = recording.getConnection()) {
            connection.setAutoCommit(false);
            ChunkStore joined = loads().open(recording, THREADS).on(connection);
            assertThat(streamed(joined)).hasSize(SERIES);
            joined.mergeAll(many(24 * 200, 0.5));
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(recording.threads()).containsExactly(Thread.currentThread());
    }
}

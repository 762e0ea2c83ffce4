package io.holcstore.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** A replica in memory of a source that crashes, and what both of them hold. */
final class Followed implements AutoCloseable {
    private static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);
    private static final StoreDefinition DEFINITION = Store.define()
            .axis(METER)
            .chunkBy(ChunkBy.YEAR_MONTH)
            .freq("1h")
            .tz("UTC")
            .replicated()
            .table("meters")
            .build();

    private final FreshDatabase database = TestDatabase.h2Memory().fresh();
    private final ChunkStore replica = create(database.dataSource());

    static ChunkStore create(DataSource dataSource) {
        ChunkStore store = DEFINITION.open(dataSource);
        store.schema().createIfMissing();
        return store;
    }

    static ChunkStore open(DataSource dataSource) {
        return DEFINITION.open(dataSource);
    }

    /** Writes one value to each meter of a range, each as a transaction of its own. */
    static void write(ChunkStore store, int from, int to, double value) {
        for (int meter = from; meter < to; meter++) {
            store.merge(
                    SeriesKey.of(METER.is(meter)), Series.irregular(new long[] {hour(meter)}, new double[] {value}));
        }
    }

    private static long hour(int meter) {
        return Instant.parse("2024-01-01T00:00:00Z").toEpochMilli() + meter % 700 * 3_600_000L;
    }

    ChangeCursor cursor() {
        return replica.replica().cursor("source").orElse(ChangeCursor.start());
    }

    /** Pulls all that the source has, as who stores each page as soon as it is there. */
    void pull(ChunkStore source) {
        pull(source, cursor());
    }

    void pull(ChunkStore source, ChangeCursor from) {
        ChangePage page;
        ChangeCursor cursor = from;
        do {
            page = source.feed().changes(cursor, KeyFilter.all(), 7);
            replica.replica().apply(page, "source");
            cursor = page.next();
        } while (!page.isLast());
        assertThat(page.remaining()).isEqualTo(ChangePage.Remaining.NOTHING);
    }

    void assertHolds(ChunkStore source) {
        assertThat(series(replica)).isNotEmpty().isEqualTo(series(source));
    }

    void assertDiffers(ChunkStore source) {
        assertThat(series(replica)).isNotEqualTo(series(source));
    }

    private static Map<String, String> series(ChunkStore store) {
        Map<String, String> all = new TreeMap<>();
        store.forEach(KeyFilter.all(), (key, series) -> {
            StringBuilder values = new StringBuilder();
            series.forEach((time, value) ->
                    values.append(Instant.ofEpochMilli(time)).append('=').append(value));
            all.put(key.toString(), values.toString());
        });
        return all;
    }

    @Override
    public void close() {
        database.close();
    }
}

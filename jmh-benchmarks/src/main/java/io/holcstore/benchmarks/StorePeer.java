package io.holcstore.benchmarks;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A chunk store of this library. */
final class StorePeer implements Peer {
    /** From local midnight to midnight of UTC, or to an hour after it in winter. */
    private static final long TO_LOCAL = 7_200_000;

    private static final long DAY = 86_400_000;

    private final Database database;
    private final FreshDatabase fresh;
    private final StoreDefinition definition;
    private final ChunkStore store;

    StorePeer(Database database, Encoding encoding) {
        this.database = database;
        fresh = database.fresh();
        definition = Workload.definition(encoding);
        store = definition.open(fresh.dataSource());
        store.schema().createIfMissing();
    }

    private Map<SeriesKey, Series> byKey(List<Series> series) {
        Map<SeriesKey, Series> map = new LinkedHashMap<>();
        for (int i = 0; i < series.size(); i++) {
            map.put(Workload.key(definition, i), series.get(i));
        }
        return map;
    }

    @Override
    public void load(List<Series> series) {
        store.insertAll(byKey(series));
    }

    @Override
    public void settle() throws SQLException {
        database.settle(fresh);
    }

    @Override
    public long bytes() throws SQLException, IOException {
        return database.bytes(fresh, List.of("load_curve", "load_curve_series"));
    }

    @Override
    public Series read(int i, TimeRange range, int expected) {
        return store.read(Workload.key(definition, i), range).orElseThrow();
    }

    @Override
    public void stream(Digest into) {
        store.forEach(KeyFilter.all(), TimeRange.all(), (key, series) -> addAll(series, into));
    }

    private static void addAll(Series series, Digest into) {
        for (int p = 0; p < series.size(); p++) {
            into.add(series.epochMillisAt(p), series.valueAt(p));
        }
    }

    @Override
    public void merge(List<Series> late) {
        store.mergeAll(byKey(late));
    }

    @Override
    public void totals(Bucket bucket, Digest into) {
        store.aggregate(KeyFilter.all(), Workload.YEARS).by(bucket.step()).forEach((key, buckets) -> {
            Series sums = buckets.sum();
            for (int b = 0; b < sums.size(); b++) {
                into.add(Math.floorDiv(sums.epochMillisAt(b) + TO_LOCAL, DAY) * DAY, sums.valueAt(b));
            }
        });
    }

    @Override
    public void last(Digest into) {
        store.latest(KeyFilter.all())
                .values()
                .forEach(sample -> into.add(sample.time().toEpochMilli(), sample.value()));
    }

    @Override
    public void close() {
        fresh.close();
    }
}

package io.holcstore.http;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.Generators;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The load curves that are replicated, and how a source and its replica are compared. */
final class Loads {
    static final Axis<Integer> VERSION = Axis.of("version", INT);
    static final Axis<String> KIND = Axis.of("kind", VARCHAR(20));
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final StoreDefinition DEFINITION = Store.define()
            .axis(VERSION)
            .axis(KIND)
            .chunkBy(YEAR_MONTH)
            .freq("1h")
            .tz("Europe/Paris")
            .replicated()
            .table("load_curve")
            .build();

    private static final List<String> KINDS = List.of("base", "peak", "été", "a:b&c=d%");

    private Loads() {}

    static ChunkStore create(DataSource dataSource) {
        ChunkStore store = DEFINITION.open(dataSource);
        store.schema().createIfMissing();
        return store;
    }

    static SeriesKey key(int version, String kind) {
        return SeriesKey.of(VERSION.is(version), KIND.is(kind));
    }

    /** Hours of loads from the first of a month of 2024 on. */
    static Series hours(long seed, int month, int size) {
        ZonedDateTime start = ZonedDateTime.of(2024, month, 1, 0, 0, 0, 0, PARIS);
        return Generators.load(seed, Grid.of(start, Frequency.parse("1h"), size));
    }

    /** So many series of two months each. */
    static void fill(ChunkStore store, int series) {
        for (int i = 0; i < series; i++) {
            store.merge(key(i / KINDS.size(), KINDS.get(i % KINDS.size())), hours(i, 3, 800));
        }
    }

    /** Any verb on any of a few series. */
    static void change(ChunkStore store, SplittableRandom random) {
        SeriesKey key = key(random.nextInt(4), KINDS.get(random.nextInt(KINDS.size())));
        Series series = hours(random.nextInt(), 1 + random.nextInt(8), 1 + random.nextInt(1500));
        switch (random.nextInt(6)) {
            case 0 -> store.replace(key, series);
            case 1 -> store.delete(VERSION.is(random.nextInt(4)).and(KIND.in("base", "peak")));
            case 2 -> store.erase(key, TimeRange.since(Instant.parse("2024-04-15T10:00:00Z")));
            default -> store.merge(key, series);
        }
    }

    /** What is stored, row by row, but for what belongs to a store alone: its own order of changes. */
    static Set<String> rows(ChunkStore store, KeyFilter filter) {
        Set<String> rows = new TreeSet<>();
        ChangeCursor cursor = ChangeCursor.start();
        ChangePage page;
        do {
            page = store.feed().changes(cursor, filter, 1000);
            cursor = page.next();
            page.changes()
                    .forEach(change -> rows.add(String.join(
                            "|",
                            change.key().toString(),
                            Integer.toString(change.chunk()),
                            Boolean.toString(change.deleted()),
                            change.dtype(),
                            Integer.toString(change.valueCount()),
                            Long.toString(change.firstMillis()),
                            Long.toString(change.lastMillis()),
                            HexFormat.of().formatHex(change.data()))));
        } while (!page.isLast());
        return rows;
    }

    static void assertEqual(ChunkStore replica, ChunkStore source) {
        assertThat(rows(replica, KeyFilter.all())).isEqualTo(rows(source, KeyFilter.all()));
        assertThat(replica.keys(KeyFilter.all())).hasSameElementsAs(source.keys(KeyFilter.all()));
        for (SeriesKey key : source.keys(KeyFilter.all())) {
            assertThat(replica.read(key)).isEqualTo(source.read(key));
        }
    }
}

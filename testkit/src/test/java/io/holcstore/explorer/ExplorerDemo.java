package io.holcstore.explorer;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;

import io.holcstore.Store;
import io.holcstore.http.Authorizer;
import io.holcstore.key.Axis;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Stores with generated data, and a main that shows them: {@code ExplorerDemo [port [token]]}. */
final class ExplorerDemo {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Axis<String> METER = Axis.of("meter", VARCHAR(40));
    static final Axis<String> KIND = Axis.of("kind", VARCHAR(20));
    static final Axis<Integer> AREA = Axis.of("area", INT);

    private ExplorerDemo() {}

    public static void main(String[] args) throws InterruptedException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:explorer;DB_CLOSE_DELAY=-1");
        Explorer.Builder explorer = Explorer.of(stores(database, 2).toArray(new ReadableStore[0]));
        if (args.length > 1) {
            explorer.authorize(Authorizer.bearer(args[1]));
        }
        try (Explorer page = explorer.start(args.length > 0 ? Integer.parseInt(args[0]) : 8080)) {
            System.out.println(page.uri());
            Thread.currentThread().join();
        }
    }

    /** Returns a chunk store, a keyed one and a versioned one, with this many years from 2023 on. */
    static List<ReadableStore> stores(DataSource database, int years) {
        return List.of(loads(database, years), readings(database), forecasts(database));
    }

    static ChunkStore loads(DataSource database, int years) {
        ChunkStore store = Store.define()
                .axis(METER)
                .axis(KIND)
                .chunkBy(YEAR_MONTH)
                .freq("15min")
                .tz(PARIS.getId())
                .replicated()
                .table("loads")
                .open(database);
        store.schema().createIfMissing();
        for (int meter = 1; meter <= 3; meter++) {
            store.merge(store.key("m000" + meter, meter == 2 ? "peak" : "base"), load(meter, years));
        }
        return store;
    }

    /** Days and seasons with noise, and gaps of an hour to a week. */
    static Series load(int seed, int years) {
        Random random = new Random(seed);
        TimeRange all = TimeRange.of(
                TimeRange.year(2023, PARIS).start(),
                TimeRange.year(2022 + years, PARIS).end());
        Grid grid = Grid.over(all, Frequency.parse("15min"), PARIS);
        double[] values = new double[grid.size()];
        int missing = 0;
        for (int i = 0; i < values.length; i++) {
            if (missing == 0 && random.nextInt(4000) == 0) {
                missing = 4 + random.nextInt(7 * 96);
            }
            double day = Math.sin(2 * Math.PI * (i % 96) / 96 - 2);
            double season = Math.cos(2 * Math.PI * i / (365.25 * 96));
            double value = 100 * seed + 40 * day + 30 * season + random.nextGaussian() * 4;
            values[i] = missing > 0 && missing-- > 0 ? Double.NaN : Math.round(value * 100) / 100.0;
        }
        return Series.wrap(grid, values);
    }

    static KeyedStore readings(DataSource database) {
        KeyedStore store = Store.defineKeyed().axis(METER).table("readings").open(database);
        store.schema().createIfMissing();
        for (int meter = 1; meter <= 2; meter++) {
            Random random = new Random(meter);
            long time = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
            Series.Builder readings = Series.builder();
            double value = 1000;
            for (int i = 0; i < 5000; i++) {
                time += Duration.ofSeconds(60 + random.nextInt(7200)).toMillis();
                value += random.nextInt(100) / 10.0;
                readings.add(Instant.ofEpochMilli(time), value);
            }
            store.merge(store.key("m000" + meter), readings.build());
        }
        return store;
    }

    static VersionedStore forecasts(DataSource database) {
        VersionedStore store = Store.defineVersioned()
                .axis(AREA)
                .tz(PARIS.getId())
                .table("forecasts")
                .open(database);
        store.schema().createIfMissing();
        for (int version = 0; version < 4; version++) {
            Random random = new Random(version);
            Instant start = Instant.parse("2024-06-01T00:00:00Z").plus(Duration.ofDays(version));
            Series.Builder forecast = Series.builder();
            for (int hour = 0; hour < 24 * 7; hour++) {
                double day = Math.sin(2 * Math.PI * hour / 24);
                forecast.add(
                        start.plus(Duration.ofHours(hour)),
                        50 + 20 * day + random.nextGaussian() * (3 - version / 2.0));
            }
            store.append(store.key(1), forecast.build());
        }
        return store;
    }
}

package io.holcstore.explorer;

import static io.holcstore.explorer.ExplorerDemo.AREA;
import static io.holcstore.explorer.ExplorerDemo.KIND;
import static io.holcstore.explorer.ExplorerDemo.METER;
import static io.holcstore.explorer.ExplorerDemo.PARIS;

import io.holcstore.Store;
import io.holcstore.http.Access;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncRequest;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A store of each kind. Of the loads, {@code m1:base} has the value 1 from 30 March to 1 April 2024 in Paris, without
 * the hour at 10:00 on 31 March, when the clock changes; the others have 30 March.
 */
record Shown(ChunkStore loads, KeyedStore readings, VersionedStore forecasts) {
    static final String ALL = "may-read-all";
    static final String ONE = "may-read-one";
    static final String LOADS = "may-read-loads";

    static Shown create(DataSource database) {
        ChunkStore loads = Store.define()
                .axis(METER)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("15min")
                .tz(PARIS)
                .replicated()
                .table("loads")
                .open(database);
        KeyedStore readings = Store.defineKeyed().axis(METER).table("readings").open(database);
        VersionedStore forecasts =
                Store.defineVersioned().axis(AREA).tz(PARIS).table("forecasts").open(database);
        loads.schema().createIfMissing();
        readings.schema().createIfMissing();
        forecasts.schema().createIfMissing();
        TimeRange days = TimeRange.of(start("2024-03-30"), start("2024-04-02"));
        Series ones = constant(days, 1);
        double[] values = ones.values();
        Arrays.fill(values, 96 + 4 * 9, 96 + 4 * 10, Double.NaN); // 10:00, as 02:00 does not exist
        loads.merge(loads.key("m1", "base"), Series.wrap(ones.grid().orElseThrow(), values));
        TimeRange day = TimeRange.day(LocalDate.parse("2024-03-30"), PARIS);
        loads.merge(loads.key("m1", "a:b/é ç"), constant(day, 2));
        loads.merge(loads.key("m2", "base"), constant(day, 3));
        loads.merge(loads.key("m2", "peak"), constant(day, 4));
        readings.merge(
                readings.key("m1"),
                Series.of(Map.of(
                        Instant.parse("2024-03-30T01:02:03Z"),
                        5.5,
                        Instant.parse("2024-03-31T00:00:00Z"),
                        Double.POSITIVE_INFINITY)));
        readings.merge(readings.key("m2"), Series.of(Map.of(Instant.parse("2024-03-30T01:02:03Z"), 6)));
        forecasts.append(forecasts.key(1), constant(day, 10));
        forecasts.append(forecasts.key(1), constant(day, 11));
        forecasts.append(forecasts.key(2), constant(day, 12));
        return new Shown(loads, readings, forecasts);
    }

    static Instant start(String day) {
        return LocalDate.parse(day).atStartOfDay(PARIS).toInstant();
    }

    static Series constant(TimeRange range, double value) {
        Grid grid = Grid.over(range, Frequency.parse("15min"), PARIS);
        double[] values = new double[grid.size()];
        Arrays.fill(values, value);
        return Series.wrap(grid, values);
    }

    /** One token opens all, one a series of each store, and one a single store. */
    static Authorizer authorizer() {
        Map<String, KeyFilter> one = Map.of(
                "loads", METER.is("m1").and(KIND.is("base")), "readings", METER.is("m1"), "forecasts", AREA.is(1));
        Authorizer tokens = Authorizer.bearer(Map.of(ALL, Access.all(), ONE, Access.all(), LOADS, Access.all()));
        return new Authorizer() {
            @Override
            public Access authorize(String store, SyncRequest request) {
                Access access = tokens.authorize(store, request);
                if (access.granted().isEmpty()) {
                    return access;
                }
                String token = tokens.caller(request);
                if (token.equals(LOADS)) {
                    return store.equals("loads") ? access : Access.forbidden();
                }
                return token.equals(ONE) && one.containsKey(store) ? Access.to(one.get(store)) : access;
            }

            @Override
            public String caller(SyncRequest request) {
                return tokens.caller(request);
            }
        };
    }
}

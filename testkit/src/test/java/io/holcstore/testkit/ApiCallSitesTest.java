package io.holcstore.testkit;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ZipExport;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Dialect;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.WriteResult;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The library as it reads where it is used: these lines compile and do what their comments say. */
final class ApiCallSitesTest {
    static final Axis<Integer> VERSION = Axis.of("version", INT); // the typed form: same store
    static final Axis<String> KIND = Axis.of("kind", VARCHAR(20));
    static final StoreDefinition LOADS = Store.define()
            .axis(VERSION)
            .axis(KIND)
            .chunkBy(YEAR_MONTH)
            .freq("1h")
            .tz("Europe/Paris")
            .table("load_curve")
            .replicated() // change feed + tombstones
            .build(); // immutable; every mistake is a DefinitionException here

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(TestDatabase.h2Memory());

    private final ZoneId paris = ZoneId.of("Europe/Paris");
    private final Series year = hours(ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, paris), 8784);
    private final TimeRange range = TimeRange.month(YearMonth.of(2024, 3), paris);

    private DataSource dataSource;
    private ChunkStore store;
    private SeriesKey base;

    private static Series hours(ZonedDateTime start, int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> i + 0.5);
        return Series.regular(start, Frequency.parse("1h"), values);
    }

    @BeforeEach
    void open() {
        dataSource = db.dataSource();
        store = LOADS.open(dataSource);
        base = SeriesKey.of(VERSION.is(1), KIND.is("base"));
    }

    @Test
    void define() {
        ChunkStore loads = Store.define() // the shortest form a person can write
                .axis("version", INT)
                .axis("kind", VARCHAR(20))
                .chunkBy(YEAR_MONTH) // or YEAR
                .freq("1h") // "10min", "15min", "30min", "1h", "1d", ... or Duration / Period
                .tz("Europe/Paris")
                .table("load_curve")
                .open(dataSource); // thread-safe; holds no connection between calls
        ChunkStore store = LOADS.open(dataSource);

        store.schema().createIfMissing(); // DDL is never run by open()
        String sql = LOADS.ddl(Dialect.postgresql()); // the same DDL as a script, for Flyway or Liquibase
        store.schema().verify(); // SchemaMismatchException: what the table has, what the definition has

        assertThat(sql).contains("CREATE TABLE", "load_curve").endsWith(";\n");
        // a store opened with other settings is refused
        assertThatThrownBy(() -> loads.count(KeyFilter.all()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("replicated");
        assertThat(loads.key(1, "base")).isEqualTo(base);
    }

    @Test
    void onTheTableOfThePythonApplication() {
        ChunkStore django = Store.onDjangoTable("meters", "LoadCurve")
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .sync()
                .open(dataSource);
        django.schema().createIfMissing();
        django.insert(base, year);
        assertThat(django.name()).isEqualTo("meters_loadcurve__cayear_month_f1h_tzEurope_Paris_sync");
        assertThat(django.read(base)).contains(year);
    }

    @Test
    void keysAndSeries() {
        SeriesKey base = SeriesKey.of(VERSION.is(1), KIND.is("base")); // typed
        SeriesKey same = store.key(1, "base"); // positional: arity and types checked
        assertThat(same).isEqualTo(base);

        double[] values = {1, Double.NaN, 3};
        long[] epochMillis = {7_200_000, 0, 3_600_000};
        Instant instant = Instant.EPOCH;
        Instant other = instant.plusSeconds(3600);
        Series day = Series.regular(ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, paris), Frequency.parse("1h"), values);
        Series meter = Series.irregular(epochMillis, values); // any order, placed onto the store's grid
        Series built = Series.builder().add(instant, 1.5).add(other, 2.0).build();

        int n = day.size();
        long t = meter.epochMillisAt(0);
        double v = built.valueAt(1);
        double[] copy = day.values();
        double[] sum = new double[1];
        built.forEach((epochMilli, value) -> sum[0] += value); // primitives, no boxing
        assertThat(n).isEqualTo(3);
        assertThat(t).isZero();
        assertThat(v).isEqualTo(2);
        assertThat(copy).isEqualTo(values).isNotSameAs(values);
        assertThat(sum[0]).isEqualTo(3.5);
    }

    @Test
    void write() throws SQLException {
        store.schema().createIfMissing();
        SeriesKey peak = store.key(1, "peak");
        Series day = hours(ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, paris), 24);
        Series late = hours(ZonedDateTime.of(2024, 1, 1, 23, 0, 0, 0, paris), 2);
        Series corrected = year;

        store.insert(base, day); // SeriesExistsException when the key already has data
        assertThatThrownBy(() -> store.insert(base, day)).isInstanceOf(SeriesExistsException.class);
        store.merge(base, late); // new values win, NaN keeps what is stored; creates the series when absent
        assertThat(store.read(base).orElseThrow()).hasSize(25);
        store.replace(base, corrected); // the whole series becomes this one
        assertThat(store.read(base)).contains(corrected);
        store.erase(base, TimeRange.month(YearMonth.of(2024, 3), paris)); // points of a window
        assertThat(store.read(base).orElseThrow()).hasValueCount(8784 - 743);
        store.delete(VERSION.is(1).and(KIND.in("base", "draft"))); // whole series
        assertThat(store.read(base)).isEmpty();

        store.insertAll(Map.of(base, day, peak, day)); // all or nothing
        store.mergeAll(Map.of(base, late)); // the nightly job: 2 days for 100,000 meters
        Map<SeriesKey, Series> many = new HashMap<>();
        for (int version = 2; version < 10; version++) {
            many.put(store.key(version, "base"), day);
        }
        long[] done = new long[1];
        try (BulkWriter bulk = store.bulkWriter().onProgress(n -> done[0] = n)) { // constant memory
            for (Map.Entry<SeriesKey, Series> entry : many.entrySet()) {
                bulk.add(entry.getKey(), entry.getValue());
            }
        }
        assertThat(done[0]).isEqualTo(8);
        WriteResult r = store.merge(base, late); // chunks inserted / updated / unchanged / deleted, points, bytes
        assertThat(r).isEqualTo(new WriteResult(0, 0, 1, 0, 2, 0));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).merge(peak, late); // joins the caller's transaction: never commits, never closes
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(store.read(peak)).contains(day);
    }

    @Test
    void progressBar() {
        store.schema().createIfMissing();
        try (BulkWriter bulk = store.bulkWriter().onProgress(Progress.bar("loading"))) {
            bulk.add(base, year);
        }
        assertThat(store.read(base)).contains(year);
    }

    @Test
    void read() {
        store.schema().createIfMissing();
        store.insert(base, year);
        store.erase(
                base,
                TimeRange.since(
                        ZonedDateTime.of(2024, 12, 31, 23, 0, 0, 0, paris).toInstant()));
        SeriesKey absent = store.key(2, "base");
        double[] buffer = new double[1000];

        Optional<Series> all = store.read(base); // empty: nothing stored
        Optional<Series> march =
                store.read(base, TimeRange.month(YearMonth.of(2024, 3), paris)); // half-open, 743 hours
        Series aligned = store.readDense(base, range); // exactly the range's grid, NaN where there is nothing
        int points = store.readInto(base, range, buffer); // into the caller's double[], no garbage
        assertThat(all.orElseThrow()).hasSize(8783);
        assertThat(store.read(absent)).isEmpty();
        assertThat(march.orElseThrow()).hasSize(743).isEqualToBitwise(aligned);
        assertThat(points).isEqualTo(743);
        assertThat(Arrays.copyOf(buffer, points)).isEqualTo(aligned.values());

        Map<SeriesKey, Series> seen = new HashMap<>();
        store.forEach(VERSION.is(1), range, (key, series) -> seen.put(key, series)); // one series at a time
        assertThat(seen).isEqualTo(Map.of(base, aligned));
        try (SeriesCursor c = store.cursor(KeyFilter.all())) {
            while (c.next()) {
                assertThat(c.key()).isEqualTo(base);
                assertThat(c.series()).hasSize(8783);
            }
        }

        Optional<Instant> last = store.lastTimestamp(VERSION.is(1)); // of a value, not of a chunk
        List<TimeRange> gaps = store.gaps(base, range);
        List<SeriesKey> keys = store.keys(KIND.is("base"));
        long n = store.count(KeyFilter.all());
        assertThat(last)
                .contains(ZonedDateTime.of(2024, 12, 31, 22, 0, 0, 0, paris).toInstant());
        assertThat(gaps).isEmpty();
        assertThat(keys).containsExactly(base);
        assertThat(n).isEqualTo(1);
    }

    @Test
    void irregularSeriesUnderFreeAttributes() {
        DataSource ds = db.dataSource();
        KeyedStore docs = Store.defineKeyed()
                .axis("year", INT)
                .axis("kind", VARCHAR(100))
                .table("profiles")
                .open(ds);
        docs.schema().createIfMissing();
        SeriesKey key = docs.key(2024, "base");
        Instant noon = Instant.parse("2024-05-01T12:00:00.250Z");
        Series series =
                Series.builder().add(noon, 1.5).add(noon.plusMillis(1), 2.0).build();

        docs.insert(key, series);
        docs.merge(key, Series.builder().add(noon.plusSeconds(90), 3.0).build());
        Optional<Series> one = docs.read(key); // irregular timestamps, kept to the millisecond
        assertThat(one.orElseThrow()).hasValues(1.5, 2.0, 3.0);
        docs.replace(key, series);
        KeyFilter filter = Axis.of("year", INT).is(2024);
        docs.forEach(filter, (each, found) -> assertThat(found).isEqualToBitwise(series));
        assertThat(docs.findOne(filter)).contains(series);
        docs.delete(filter);
        assertThat(docs.count(KeyFilter.all())).isZero();
    }

    @Test
    void exportAndImport(@TempDir Path folder) throws IOException {
        store.schema().createIfMissing();
        store.insert(base, year);
        KeyFilter filter = VERSION.is(1);
        Path csv = folder.resolve("march.csv");
        Path path = folder.resolve("loads.zip");
        try (Writer writer = Files.newBufferedWriter(csv)) {
            CsvExport.write(store, filter, range, writer);
        }
        ZipExport.write(store, filter, path); // one csv per series + content_summary.csv
        store.delete(filter);
        CsvImport.read(csv).into(store);
        assertThat(store.read(base)).contains(year.slice(range));
        CsvImport.read(path).into(store); // header, time column, zone and decimal mark configurable
        assertThat(store.read(base)).contains(year);
    }
}

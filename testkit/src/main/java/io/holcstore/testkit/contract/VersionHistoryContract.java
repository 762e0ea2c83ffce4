package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Curves.A;
import static io.holcstore.testkit.contract.Curves.B;
import static io.holcstore.testkit.contract.Curves.C;
import static io.holcstore.testkit.contract.Curves.PRM;
import static io.holcstore.testkit.contract.Curves.curves;
import static io.holcstore.testkit.contract.Curves.halfHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.HistoryDroppedException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.VersionsExistException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.RowColumn;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.HookedDataSource;
import io.holcstore.testkit.Seeds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What was stored at an instant is what is answered for it, whatever has happened since. */
interface VersionHistoryContract extends OnDatabase {
    List<SeriesKey> KEYS = List.of(A, B, C);

    /** What is stored of each key by number, as text. */
    private static Map<SeriesKey, Map<Integer, Series>> state(Map<SeriesKey, NavigableMap<Integer, Series>> model) {
        Map<SeriesKey, Map<Integer, Series>> copy = new HashMap<>();
        KEYS.forEach(key -> copy.put(key, new TreeMap<>(model.getOrDefault(key, new TreeMap<>()))));
        return copy;
    }

    private static Map<Integer, Series> byNumber(List<Version> versions) {
        Map<Integer, Series> byNumber = new TreeMap<>();
        versions.forEach(version -> byNumber.put(version.number(), version.series()));
        return byNumber;
    }

    /** The database's clock, read when it has moved on from an earlier reading. */
    private Instant clockAfter(Instant earlier) {
        String clock = facts().clock();
        Instant now = earlier;
        while (!now.isAfter(earlier)) {
            now = instant(clock).truncatedTo(ChronoUnit.MICROS);
        }
        return now;
    }

    private Instant instant(String sql) {
        try (Connection connection = dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return facts().instant(row, 1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Test
    default void aRandomHistoryIsAnsweredAsItWas() {
        replay(create(curves()), 20_240_131, false);
    }

    @Test
    default void aRandomHistoryWithACommonCounterIsAnsweredAsItWas() {
        replay(create(curves().countVersionsBy(PRM)), 20_240_229, true);
    }

    private void replay(VersionedStore store, long seed, boolean common) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed));
        Map<SeriesKey, NavigableMap<Integer, Series>> model = new HashMap<>();
        Map<Instant, Map<SeriesKey, Map<Integer, Series>>> asked = new LinkedHashMap<>();
        Map<String, Integer> counters = new HashMap<>();
        Instant now = clockAfter(Instant.EPOCH);
        asked.put(now, state(model));
        for (int step = 0; step < 60; step++) {
            now = clockAfter(now); // a write in the same microsecond as a question would belong to the question
            SeriesKey key = KEYS.get(random.nextInt(KEYS.size()));
            NavigableMap<Integer, Series> own = model.computeIfAbsent(key, k -> new TreeMap<>());
            Series series = halfHours("00:00", step, step + 0.5);
            String counter = common ? key.get(PRM) : key.toString();
            String told = "seed " + seed + ", step " + step;
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    int number = counters.merge(counter, 1, Integer::sum) - 1;
                    assertThat(store.append(key, series)).as(told).isEqualTo(number);
                    own.put(number, series);
                }
                case 3, 4, 5 -> {
                    if (!own.isEmpty() && own.lastKey() > 0) {
                        assertThatThrownBy(() -> store.put(key, series))
                                .as(told)
                                .isInstanceOf(VersionsExistException.class);
                    } else {
                        store.put(key, series);
                        counters.merge(counter, 1, Math::max);
                        own.put(0, series);
                    }
                }
                case 6 -> {
                    int number = random.nextInt(3);
                    store.deleteVersion(List.of(key), number);
                    own.remove(number);
                }
                default -> {
                    store.delete(List.of(key));
                    own.clear();
                }
            }
            now = clockAfter(now);
            asked.put(now, state(model));
        }
        clockAfter(now); // an instant must be past to be asked for
        asked.forEach((instant, expected) -> KEYS.forEach(key -> assertThat(byNumber(store.versionsAsOf(key, instant)))
                .as("seed %d, %s as of %s", seed, key, instant)
                .isEqualTo(expected.get(key))));
        KEYS.forEach(
                key -> assertThat(byNumber(store.versions(key))).isEqualTo(model.getOrDefault(key, new TreeMap<>())));
    }

    @Test
    default void theInstantOfAWriteIsAfterIt() {
        VersionedStore store = create(curves());
        store.put(A, halfHours("00:00", 1));
        Instant first = store.versions(A).get(0).modifiedAt();
        store.put(A, halfHours("00:00", 2));
        Instant second = store.versions(A).get(0).modifiedAt();
        assertThat(store.readAsOf(A, first.minusNanos(1000))).isEmpty();
        assertThat(store.readAsOf(A, first).orElseThrow()).hasValues(1);
        assertThat(store.readAsOf(A, second.minusNanos(1)).orElseThrow()).hasValues(1);
        assertThat(store.readAsOf(A, second).orElseThrow()).hasValues(2);
        assertThat(store.versionsAsOf(A, first).get(0).createdAt()).isEqualTo(first);
        assertThat(store.readAsOf(
                                A,
                                second,
                                Combine.by().orderBy(RowColumn.of(PRM).ascending()))
                        .orElseThrow())
                .hasValues(2);
    }

    @Test
    default void allOfOneWriteHasOneInstant() {
        VersionedStore store = create(curves());
        store.appendAll(Map.of(A, halfHours("00:00", 1), B, halfHours("00:00", 2), C, halfHours("00:00", 3)));
        List<Instant> times = new ArrayList<>();
        KEYS.forEach(key -> times.add(store.versions(key).get(0).createdAt()));
        assertThat(times).containsOnly(times.get(0));
    }

    @Test
    default void theFutureIsNotAnswered() {
        VersionedStore store = create(curves());
        store.put(A, halfHours("00:00", 1));
        Instant future = clockAfter(Instant.EPOCH).plusSeconds(3600);
        for (SeriesKey key : List.of(A, B)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.readAsOf(key, future))
                    .withMessageContaining("curves")
                    .withMessageContaining("clock");
        }
    }

    /** A clock that was set back: the times of writes go on from the last one. */
    @Test
    default void timesOfAKeyIncreaseWhateverTheClockDoes() {
        VersionedStore store = create(curves());
        store.put(A, halfHours("00:00", 1));
        Instant future = Instant.parse("2100-01-01T00:00:00Z");
        execute("UPDATE \"curves_series\" SET \"stamped_at\" = "
                + facts().instant(Instant.parse("2100-01-01T00:00:00Z")));
        store.put(A, halfHours("00:00", 2));
        assertThat(store.versions(A).get(0).modifiedAt()).isEqualTo(future.plus(1, ChronoUnit.MICROS));
        assertThat(store.readAsOf(A, future).orElseThrow()).hasValues(1);
        store.append(A, halfHours("00:00", 3));
        assertThat(store.versions(A).get(0).createdAt()).isEqualTo(future.plus(2, ChronoUnit.MICROS));
    }

    /** A writer has its time and not committed: nobody is told that it did not write then. */
    @Test
    default void aWriterInFlightIsWaitedFor() throws SQLException {
        VersionedStore store = create(curves());
        store.put(A, halfHours("00:00", 1));
        String limit = facts().setLockTimeout(Duration.ofMillis(20));
        try (Connection writer = dataSource().getConnection()) {
            writer.setAutoCommit(false);
            store.on(writer).append(A, halfHours("00:30", 2));
            store.on(writer).append(B, halfHours("00:30", 3)); // has no lock to wait for but the one made here
            Instant between = clockAfter(Instant.EPOCH);
            clockAfter(between);
            impatient(limit, waiting -> {
                for (SeriesKey key : List.of(A, B)) {
                    assertThatThrownBy(() -> waiting.readAsOf(key, between))
                            .isInstanceOfSatisfying(StoreSqlException.class, e -> assertThat(e.isRetryable())
                                    .isTrue());
                }
                assertThat(waiting.read(A).orElseThrow()).hasValues(1);
            });
            writer.commit();
            writer.setAutoCommit(true);
            assertThat(store.readAsOf(A, between).orElseThrow()).hasValues(1, 2);
            assertThat(store.readAsOf(B, between).orElseThrow()).hasValues(3);
        }
    }

    /** Runs work on the store of a pool on whose connections this SQL ran first. */
    private void impatient(String sql, Consumer<VersionedStore> work) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(db().database().unpooled());
        config.setMinimumIdle(0);
        config.setConnectionInitSql(sql);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            work.accept(curves().open(pool));
        }
    }

    @Test
    default void historyThatWasDroppedIsNotMadeUp() {
        VersionedStore store = create(curves());
        store.put(A, halfHours("00:00", 1));
        store.put(B, halfHours("00:00", 1));
        Instant first = store.versions(B).get(0).modifiedAt();
        store.put(A, halfHours("00:00", 2));
        Instant second = store.versions(A).get(0).modifiedAt();
        store.put(A, halfHours("00:00", 3));
        Instant third = store.versions(A).get(0).modifiedAt();
        assertThat(store.purgeHistory(first)).isZero();
        assertThat(store.readAsOf(A, first).orElseThrow()).hasValues(1);
        assertThat(store.purgeHistory(second)).isEqualTo(1);
        assertThatThrownBy(() -> store.readAsOf(A, first))
                .isInstanceOf(HistoryDroppedException.class)
                .hasMessageContaining("client_id=1, prm=a");
        assertThat(store.readAsOf(A, second).orElseThrow()).hasValues(2);
        assertThat(store.readAsOf(B, first).orElseThrow())
                .as("nothing of it was dropped")
                .hasValues(1);
        assertThat(store.purgeHistory(third.plusSeconds(100_000))).isEqualTo(1);
        assertThatThrownBy(() -> store.readAsOf(A, second)).isInstanceOf(HistoryDroppedException.class);
        assertThat(store.read(A).orElseThrow()).hasValues(3);
        store.delete(KEYS);
        assertThat(store.append(A, halfHours("00:00", 4)))
                .as("numbers outlive history")
                .isEqualTo(1);
    }

    /**
     * While a delete by filter waits for one key, another session makes a second one that matches, in one write with
     * the first.
     */
    @Test
    default void aDeleteByFilterTakesAllOfAWriteOrNothing() {
        assumeFalse(facts().writesOneAtATime(), "one transaction writes at a time");
        VersionedStore store = create(curves());
        store.append(B, halfHours("00:00", 1));
        HookedDataSource hooked = new HookedDataSource(
                dataSource(),
                facts().rowLock(),
                () -> store.appendAll(Map.of(A, halfHours("00:00", 2), B, halfHours("00:00", 2))));
        assertThat(curves().open(hooked).deleteAll(PRM.in("a", "b"))).isEqualTo(3);
        assertThat(hooked.hasRun()).isTrue();
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void instantsThatNoDatabaseCanNameAreRefused() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1, 2));
        for (Instant far : List.of(Instant.MIN, Instant.MAX, Instant.parse("-0001-01-01T00:00:00Z"))) {
            for (Runnable verb : List.<Runnable>of(
                    () -> store.readAsOf(A, far),
                    () -> store.readAsOf(A, far, Combine.newestFirst()),
                    () -> store.versionsAsOf(A, far),
                    () -> store.purgeHistory(far))) {
                assertThatThrownBy(verb::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(far.toString(), "years 1 to 9999");
            }
        }
        assertThat(store.readAsOf(A, Instant.parse("0001-01-01T00:00:00Z"))).isEmpty();
        assertThat(store.purgeHistory(Instant.parse("9999-12-31T23:59:59Z"))).isZero();
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.testkit.contract.Samples.range;
import static io.holcstore.time.ChunkBy.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.testkit.Generators;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Damaged chunks, chunks that are too large for a row, and databases that do not answer. */
interface FailureContract extends OnDatabase {
    String DAMAGE = "UPDATE \"load_curve\" SET %s WHERE \"kind\" = 'base' AND \"chunk_index\" = 24289";

    default ChunkStore createDamaged(String damage) {
        ChunkStore store = createLoads();
        for (String kind : new String[] {"a", "base", "peak"}) {
            store.insert(key(1, kind), hours("2024-01-31T22:00", 1, 2, 3, 4));
        }
        assertThat(execute(DAMAGE.formatted(damage))).isEqualTo(1);
        return store;
    }

    @Test
    default void aDamagedChunkIsNamed() {
        ChunkStore store = createDamaged("\"data\" = " + bytes("DEADBEEF"));
        TimeRange february = month(2024, 2);
        for (ThrowingCallable verb : new ThrowingCallable[] {
            () -> store.read(BASE),
            () -> store.read(BASE, february),
            () -> store.readDense(BASE, february),
            () -> store.readInto(BASE, february, new double[696]),
            () -> store.gaps(BASE, february),
            () -> store.merge(BASE, hours("2024-02-01T00:00", 1)),
            () -> store.erase(BASE, range("2024-02-01T00:00", "2024-02-02T00:00")),
            () -> store.forEach(KeyFilter.all(), (key, series) -> {}),
        }) {
            assertThatThrownBy(verb)
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("version=1, kind=base")
                    .hasMessageContaining("chunk 24289")
                    .hasMessageContaining("2024-01-31T23:00:00Z");
        }
        assertThat(dataSource().openConnections()).isZero();
    }

    @Test
    default void otherSeriesAndChunksAreRead() {
        ChunkStore store = createDamaged("\"data\" = " + bytes("DEADBEEF"));
        assertThat(store.read(PEAK).orElseThrow()).hasValues(1, 2, 3, 4);
        assertThat(store.read(BASE, month(2024, 1)).orElseThrow()).hasValues(1, 2);
        List<SeriesKey> good = new ArrayList<>();
        int bad = 0;
        try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
            for (boolean more = true; more; ) {
                try {
                    more = cursor.next();
                    if (more) {
                        good.add(cursor.key());
                    }
                } catch (ChunkFormatException e) {
                    bad++;
                    assertThatThrownBy(cursor::key).isInstanceOf(NoSuchElementException.class);
                }
            }
        }
        assertThat(good).containsExactly(key(1, "a"), PEAK);
        assertThat(bad).isEqualTo(1);
    }

    @Test
    default void theLastTimeIsToldWithoutTheDamagedChunk() {
        ChunkStore store = createDamaged("\"data\" = " + bytes("DEADBEEF"));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-02-01T01:00"));
    }

    @Test
    default void aDamagedChunkCanBeReplacedOrDeleted() {
        ChunkStore store = createDamaged("\"data\" = " + bytes("DEADBEEF"));
        assertThat(store.replace(BASE, hours("2024-01-31T22:00", 1, 2, 3, 4)).chunksUpdated())
                .isEqualTo(1);
        assertThat(store.read(BASE).orElseThrow()).hasValues(1, 2, 3, 4);
        execute(DAMAGE.formatted("\"data\" = " + bytes("")));
        assertThatThrownBy(() -> store.read(BASE)).isInstanceOf(ChunkFormatException.class);
        assertThat(store.delete(Samples.KIND.is("base")).chunksDeleted()).isEqualTo(2);
        assertThat(store.count(KeyFilter.all())).isEqualTo(2);
    }

    @Test
    default void aChunkOfAnUnknownKindOrOfAnotherMonthIsNamed() {
        ChunkStore store = createDamaged("\"dtype\" = 'martian'");
        assertThatThrownBy(() -> store.read(BASE))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("martian");
        execute(
                "UPDATE \"load_curve\" SET \"chunk_index\" = 24290 WHERE \"kind\" = 'peak' AND \"chunk_index\" = 24289");
        assertThatThrownBy(() -> store.read(PEAK))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("chunk 24290");
    }

    default String bytes(String hex) {
        return facts().bytes(hex);
    }

    @Test
    default void aChunkOfMegabytes() {
        ChunkStore store = create(define().axis(Samples.VERSION)
                .chunkBy(YEAR)
                .freq("1min")
                .tz("UTC")
                .table("minutes"));
        Grid grid = Grid.of(ZonedDateTime.of(2023, 7, 1, 0, 0, 0, 0, ZoneOffset.UTC), Frequency.parse("1min"), 700_000);
        Series noise = Generators.noise(1, grid);
        assertThat(store.insert(store.key(1), noise).bytes()).isGreaterThan(4_500_000);
        assertThat(store.read(store.key(1)).orElseThrow()).isEqualToBitwise(noise);
        Series late = Series.irregular(new long[] {grid.epochMillisAt(699_999)}, new double[] {42});
        assertThat(store.merge(store.key(1), late).chunksUpdated()).isEqualTo(1);
        store.insert(store.key(2), late);
        Series merged = late.combineFirst(noise);
        store.forEach(KeyFilter.all(), (key, series) -> assertThat(series)
                .isEqualToBitwise(key.equals(store.key(1)) ? merged : late));
        store.erase(store.key(1), TimeRange.since(merged.lastTimestamp().orElseThrow()));
        assertThat(store.read(store.key(1)).orElseThrow()).hasSize(699_999);
        assertThat(store.replace(store.key(1), late).chunksDeleted()).isEqualTo(1);
        assertThat(store.delete(KeyFilter.all()).chunksDeleted()).isEqualTo(2);
    }

    @Test
    default void anExhaustedPoolIsToldAndCanBeTriedAgain() throws SQLException {
        createLoads();
        try (HikariDataSource small = new HikariDataSource(pool(""))) {
            exhausted(small);
        }
    }

    private void exhausted(HikariDataSource small) throws SQLException {
        ChunkStore store = loads().open(small);
        try (Connection taken = small.getConnection()) {
            assertThat(taken.isClosed()).isFalse();
            for (ThrowingCallable verb : new ThrowingCallable[] {
                () -> store.insert(BASE, hours("2024-01-01T00:00", 1)),
                () -> store.read(BASE),
                () -> store.cursor(KeyFilter.all()).close(),
            }) {
                StoreSqlException e = catchThrowableOfType(StoreSqlException.class, verb);
                assertThat(e.isRetryable()).isTrue();
                assertThat(e.isOutcomeUnknown()).isFalse();
                assertThat(e).hasMessageContaining("load_curve").hasMessageContaining("timed out");
            }
        }
        assertThat(store.insert(BASE, hours("2024-01-01T00:00", 1)).chunksInserted())
                .isEqualTo(1);
    }

    /** A pool of one connection, on which this SQL runs first. */
    private HikariConfig pool(String sql) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(db().database().unpooled());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        config.setConnectionInitSql(sql.isEmpty() ? null : sql);
        return config;
    }

    /**
     * Runs work while another transaction holds the lock of the series, with a data source on which this SQL ran first.
     */
    default void whileLocked(ChunkStore store, String sql, Consumer<ChunkStore> work) {
        try (HikariDataSource pool = new HikariDataSource(pool(sql));
                Connection holder = dataSource().getConnection()) {
            LeakDetectingDataSource watched = new LeakDetectingDataSource(pool);
            holder.setAutoCommit(false);
            store.on(holder).merge(BASE, hours("2024-01-01T00:00", 2));
            work.accept(loads().open(watched));
            holder.rollback();
            holder.setAutoCommit(true);
            watched.assertNothingLeaked();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void aLockThatIsNotGivenInTimeIsToldAndCanBeTriedAgain() {
        db().database().requireSessions();
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        String limit = facts().setLockTimeout(Duration.ofMillis(20));
        whileLocked(store, limit, impatient -> {
            StoreSqlException e = catchThrowableOfType(
                    StoreSqlException.class, () -> impatient.merge(BASE, hours("2024-01-01T00:00", 3)));
            assertThat(e.isRetryable()).isTrue();
            assertThat(e.sqlState()).isEqualTo(facts().lockTimeoutState());
            assertThat(e).hasMessageContaining("version=1, kind=base");
            if (!facts().writesOneAtATime()) {
                assertThat(impatient.merge(PEAK, hours("2024-01-01T00:00", 3)).chunksInserted())
                        .isEqualTo(1);
            }
        });
        assertThat(store.read(BASE).orElseThrow()).hasValues(1);
    }
}

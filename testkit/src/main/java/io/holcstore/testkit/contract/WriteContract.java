package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.none;
import static io.holcstore.testkit.contract.Samples.ramp;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import org.junit.jupiter.api.Test;

/** Insert, merge, erase and delete of single series. */
interface WriteContract extends OnDatabase {
    /** January 2024 has 744 hours in Paris, February 696. */
    static Series threeMonths() {
        return hours("2024-01-01T00:00", ramp(744 + 696 + 10, 1));
    }

    @Test
    default void insertStoresEachMonthAsAChunk() {
        ChunkStore store = createLoads();
        WriteResult result = store.insert(BASE, threeMonths());
        assertThat(result.chunksInserted()).isEqualTo(3);
        assertThat(result.chunksChanged()).isEqualTo(3);
        assertThat(result.points()).isEqualTo(1450);
        assertThat(result.bytes()).isEqualTo(number("SELECT SUM(OCTET_LENGTH(\"data\")) FROM \"load_curve\""));
        assertThat(store.read(BASE).orElseThrow())
                .isEqualToBitwise(threeMonths())
                .isRegular()
                .hasStep("1h");
        assertThat(query("SELECT \"chunk_index\" FROM \"load_curve\" ORDER BY \"chunk_index\""))
                .containsExactly("24288", "24289", "24290");
    }

    @Test
    default void insertRefusesAKeyThatHasData() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        for (Series other : new Series[] {hours("2024-01-01T00:00", 1), hours("2024-06-01T00:00", 2)}) {
            assertThatThrownBy(() -> store.insert(BASE, other))
                    .isInstanceOf(SeriesExistsException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("version=1, kind=base")
                    .hasMessageContaining("merge")
                    .hasMessageContaining("replace");
        }
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-01T00:00", 1));
        assertThat(store.insert(PEAK, hours("2024-01-01T00:00", 1)).chunksInserted())
                .isEqualTo(1);
    }

    @Test
    default void insertTakesAKeyThatLostItsData() {
        ChunkStore store = createLoads();
        store.insert(BASE, threeMonths());
        store.delete(BASE.at(0));
        store.insert(BASE, hours("2024-02-01T00:00", 1));
        store.erase(BASE, TimeRange.all());
        store.insert(BASE, hours("2024-02-01T00:00", 2));
        store.replace(BASE, Series.empty());
        WriteResult result = store.insert(BASE, hours("2024-02-01T00:00", 3));
        assertThat(result.chunksInserted()).isEqualTo(1);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-02-01T00:00", 3));
    }

    @Test
    default void mergeMakesASeriesThatIsAbsent() {
        ChunkStore store = createLoads();
        assertThat(store.merge(BASE, threeMonths()).chunksInserted()).isEqualTo(3);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(threeMonths());
    }

    @Test
    default void inAMergeNewValuesWinAndNaNKeepsWhatIsStored() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, NONE, 3, 4));
        WriteResult result = store.merge(BASE, hours("2024-01-01T00:00", NONE, 20, 30, NONE, NONE, 60));
        assertThat(result).isEqualTo(new WriteResult(0, 1, 0, 0, 3, result.bytes()));
        assertThat(result.bytes()).isPositive();
        assertThat(store.read(BASE).orElseThrow()).hasValues(1, 20, 30, 4, NONE, 60);
    }

    @Test
    default void aMergeAcrossMonthsWritesOnlyTheChunksThatChange() {
        ChunkStore store = createLoads();
        store.insert(BASE, threeMonths());
        agingRows("load_curve");
        Series late = Series.builder()
                .add(instant("2024-01-31T23:00"), 744)
                .add(instant("2024-02-01T00:00"), -1)
                .add(instant("2024-03-01T00:00"), NONE)
                .add(instant("2024-05-01T00:00"), 5)
                .build();
        WriteResult result = store.merge(BASE, late);
        assertThat(result).isEqualTo(new WriteResult(1, 1, 1, 0, 3, result.bytes()));
        assertThat(rowsWrittenSince("load_curve")).isEqualTo(2 + rowsOfHoles(1));
        assertThat(store.readDense(BASE, range("2024-01-31T23:00", "2024-02-01T02:00")))
                .hasValues(744, -1, 746);
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-05-01T00:00"));
    }

    @Test
    default void whatIsThereAlreadyIsNotWrittenAgain() {
        ChunkStore store = createLoads();
        store.insert(BASE, threeMonths());
        agingRows("load_curve");
        WriteResult unchanged = new WriteResult(0, 0, 3, 0, 1450, 0);
        assertThat(store.merge(BASE, threeMonths())).isEqualTo(unchanged);
        assertThat(store.replace(BASE, threeMonths())).isEqualTo(unchanged);
        assertThat(rowsWrittenSince("load_curve")).isZero();
    }

    @Test
    default void eraseTakesOutAHalfOpenWindow() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 0, 1, 2, 3, 4, 5));
        WriteResult result = store.erase(BASE, range("2024-01-01T01:00", "2024-01-01T03:00"));
        assertThat(result).isEqualTo(new WriteResult(0, 1, 0, 0, 2, result.bytes()));
        assertThat(store.read(BASE).orElseThrow()).hasValues(0, NONE, NONE, 3, 4, 5);
        store.erase(BASE, TimeRange.of(instant("2024-01-01T03:00").plusMillis(1), instant("2024-01-01T04:00")));
        assertThat(store.read(BASE).orElseThrow()).hasValues(0, NONE, NONE, 3, 4, 5);
        store.erase(BASE, TimeRange.since(instant("2024-01-01T05:00")));
        store.erase(BASE, TimeRange.until(instant("2024-01-01T00:00").plusNanos(1)));
        assertThat(store.read(BASE).orElseThrow()).hasValues(3, 4).startsAt(instant("2024-01-01T03:00"));
        assertThat(store.firstTimestamp(KeyFilter.all())).contains(instant("2024-01-01T03:00"));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-01-01T04:00"));
    }

    @Test
    default void eraseAcrossChunksDeletesThoseThatAreLeftEmpty() {
        ChunkStore store = createLoads();
        store.insert(BASE, threeMonths());
        store.insert(PEAK, threeMonths());
        agingRows("load_curve");
        WriteResult result = store.erase(BASE, range("2024-01-31T00:00", "2024-03-01T01:00"));
        assertThat(result).isEqualTo(new WriteResult(0, 2, 0, 1, 24 + 696 + 1, result.bytes()));
        assertThat(rowsWrittenSince("load_curve")).isEqualTo(2 + rowsOfHoles(1));
        assertThat(store.read(BASE).orElseThrow()).hasSize(1450).hasValueCount(1450 - 721);
        assertThat(store.read(PEAK).orElseThrow()).isEqualToBitwise(threeMonths());
        assertThat(store.erase(BASE, TimeRange.all()).chunksDeleted()).isEqualTo(2);
        assertThat(store.read(BASE)).isEmpty();
        assertThat(store.keys(KeyFilter.all())).containsExactly(PEAK);
    }

    @Test
    default void eraseWhereNothingIsChangesNothing() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, NONE, 3));
        agingRows("load_curve");
        for (TimeRange range : new TimeRange[] {
            range("2024-01-01T01:00", "2024-01-01T02:00"),
            range("2024-01-02T00:00", "2024-06-01T00:00"),
            range("1999-01-01T00:00", "1999-01-01T00:00"),
            TimeRange.since(instant("2024-01-01T03:00")),
            TimeRange.until(instant("2024-01-01T00:00")),
        }) {
            WriteResult result = store.erase(BASE, range);
            assertThat(result.points()).as("%s", range).isZero();
            assertThat(result.chunksChanged()).as("%s", range).isZero();
        }
        assertThat(store.erase(PEAK, TimeRange.all()).chunksChanged()).isZero();
        assertThat(rowsWrittenSince("load_curve")).isZero();
        assertThat(store.keys(KeyFilter.all())).containsExactly(BASE);
    }

    @Test
    default void deleteTakesTheSeriesThatMatch() {
        ChunkStore store = createLoads();
        for (int version = 1; version <= 3; version++) {
            for (String kind : new String[] {"base", "draft", "peak"}) {
                store.insert(key(version, kind), threeMonths());
            }
        }
        assertThat(store.delete(VERSION.is(1).and(KIND.in("base", "draft"))).chunksDeleted())
                .isEqualTo(6);
        assertThat(store.keys(VERSION.is(1))).containsExactly(key(1, "peak"));
        assertThat(store.delete(VERSION.is(1).and(KIND.in("base", "draft"))).chunksChanged())
                .isZero();
        assertThat(store.delete(KIND.in()).chunksChanged()).isZero();
        assertThat(store.delete(VERSION.between(2, 3)).chunksDeleted()).isEqualTo(18);
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
        assertThat(store.delete(KeyFilter.all()).chunksDeleted()).isEqualTo(3);
        assertThat(store.count(KeyFilter.all())).isZero();
        assertThat(number("SELECT COUNT(*) FROM \"load_curve\"")).isZero();
    }

    @Test
    default void aSeriesWithoutValuesStoresNothing() {
        ChunkStore store = createLoads();
        WriteResult nothing = new WriteResult(0, 0, 0, 0, 0, 0);
        for (Series series :
                new Series[] {Series.empty(), hours("2024-01-31T23:00", none(3)), hours("2024-01-31T23:00")}) {
            assertThat(store.insert(BASE, series)).isEqualTo(nothing);
            assertThat(store.merge(BASE, series)).isEqualTo(nothing);
            assertThat(store.replace(BASE, series)).isEqualTo(nothing);
            assertThat(store.read(BASE)).isEmpty();
            assertThat(store.count(KeyFilter.all())).isZero();
        }
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        assertThat(store.merge(BASE, hours("2024-01-01T00:00", none(3))).chunksChanged())
                .isZero();
        assertThat(store.replace(BASE, hours("2024-01-01T00:00", none(3))))
                .isEqualTo(new WriteResult(0, 0, 0, 1, 0, 0));
        assertThat(store.read(BASE)).isEmpty();
        assertThat(number("SELECT COUNT(*) FROM \"load_curve\"")).isZero();
    }
}

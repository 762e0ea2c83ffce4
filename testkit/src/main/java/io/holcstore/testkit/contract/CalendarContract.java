package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.dailies;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.testkit.contract.Samples.ramp;
import static io.holcstore.testkit.contract.Samples.range;
import static io.holcstore.time.ChunkBy.YEAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.OffGridException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Clock changes, ends of months and far years. */
interface CalendarContract extends OnDatabase {
    private ChunkStore one(String table, ChunkBy chunkBy, String freq, ZoneId zone) {
        return create(named(define().chunkBy(chunkBy).freq(freq).tz(zone), table));
    }

    @Test
    default void daysOfALocalCalendarHaveOnePointEach() {
        ChunkStore store = create(days());
        Series year = dailies("2024-01-01", ramp(366, 1));
        store.insert(BASE, year);
        store.insert(key(2, "base"), dailies("2024-03-30", 1, 2, 3));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(year).hasStep("1d");
        store.forEach(KeyFilter.all(), (key, series) -> assertThat(series)
                .isEqualToBitwise(store.read(key).orElseThrow()));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-12-31T00:00"));
        assertThat(store.readDense(BASE, month(2024, 3))).hasSize(31).hasNoGaps();
        assertThat(store.readDense(BASE, month(2024, 10))).hasSize(31).hasValueAt(instant("2024-10-28T00:00"), 302);
        store.delete(Samples.VERSION.is(1));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-04-01T00:00"));
        assertThat(store.gaps(key(2, "base"), range("2024-03-30T00:00", "2024-04-03T00:00")))
                .containsExactly(range("2024-04-02T00:00", "2024-04-03T00:00"));
        assertThatThrownBy(() -> store.merge(BASE, hours("2024-03-31T01:00", 1)))
                .isInstanceOf(OffGridException.class);
    }

    @Test
    default void secondsOnTheFirstPointAreRefused() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2));
        assertThatThrownBy(() -> store.merge(BASE, hours("2024-01-01T00:00:07", 3, 4)))
                .isInstanceOf(OffGridException.class)
                .hasMessageContaining("2023-12-31T23:00:07Z");
        assertThatThrownBy(() -> store.insert(key(2, "base"), hours("2024-01-01T00:00:07", 3, 4)))
                .isInstanceOf(OffGridException.class);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-01T00:00", 1, 2));
    }

    @Test
    default void monthsThatEndOnAClockChangeAreWhole() {
        ChunkStore store = createLoads();
        Series autumn = hours("2021-10-31T00:00", ramp(26, 0));
        store.insert(BASE, autumn);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(autumn);
        assertThat(store.read(BASE, month(2021, 10)).orElseThrow()).hasSize(25).endsAt(instant("2021-10-31T23:00"));
        assertThat(store.read(BASE, month(2021, 11)).orElseThrow()).hasValues(25);
        store.replace(BASE, hours("2024-03-31T00:00", ramp(25, 0)));
        assertThat(store.read(BASE, month(2024, 3)).orElseThrow()).hasSize(23).endsAt(instant("2024-03-31T23:00"));
        assertThat(store.read(BASE, month(2024, 4)).orElseThrow())
                .hasValues(23, 24)
                .startsAt(Instant.parse("2024-03-31T22:00:00Z"));
        assertThat(number("SELECT COUNT(*) FROM \"load_curve\" WHERE \"start_ts\" = "
                        + facts().instant(Instant.parse("2024-03-31T22:00:00Z"))))
                .isOne();
    }

    @Test
    default void quartersOfAnHourFollowTheMonth() {
        ChunkStore store = one("quarters", YEAR_MONTH, "15min", PARIS);
        SeriesKey key = store.key();
        assertThat(store.readDense(key, month(2024, 3))).hasSize(2972);
        assertThat(store.readDense(key, month(2024, 10))).hasSize(2980);
        store.insert(key, Samples.steps("15min", "2024-01-01T00:00", ramp(366 * 96, 0)));
        assertThat(store.read(key, month(2024, 3)).orElseThrow()).hasSize(2972);
        assertThat(store.read(key, month(2024, 10)).orElseThrow()).hasSize(2980);
        assertThat(store.read(key).orElseThrow()).isRegular().hasSize(366 * 96).hasNoGaps();
    }

    /**
     * Zones with a clock that is odd somewhere: half hours, days skipped or doubled, midnights that do not exist or
     * come twice.
     */
    @TestFactory
    default Stream<DynamicTest> oddZones() {
        return Stream.of(
                        "Pacific/Apia 2011-12 30min",
                        "Pacific/Apia 2011-12 1d",
                        "Australia/Lord_Howe 2024-04 30min",
                        "Pacific/Kwajalein 1993-08 1h",
                        "Pacific/Kwajalein 1993-08 1d",
                        "Pacific/Kiritimati 1994-12 10min",
                        "America/St_Johns 2009-10 1min",
                        "America/St_Johns 2009-10 1d",
                        "Asia/Kathmandu 1985-12 15min",
                        "America/Sao_Paulo 2018-11 1h",
                        "America/Sao_Paulo 2018-11 1d",
                        "Africa/Cairo 2014-07 1h",
                        "Asia/Gaza 2024-04 1d",
                        "Asia/Manila 1844-12 1d",
                        "+05:45 2024-02 15min",
                        "UTC 2024-02 10s")
                .map(text -> DynamicTest.dynamicTest(text, () -> {
                    String[] parts = text.split(" ", -1);
                    oddZone(ZoneId.of(parts[0]), YearMonth.parse(parts[1]), parts[2], text.replaceAll("\\W", "_"));
                }));
    }

    /** Each point of three months written, merged and read, by the calendar's own grid. */
    private void oddZone(ZoneId zone, YearMonth month, String freq, String table) {
        for (ChunkBy chunkBy : freq.equals("1h") || freq.equals("1d") ? ChunkBy.values() : new ChunkBy[] {YEAR_MONTH}) {
            ChunkStore store = one("z_" + table + "_" + chunkBy, chunkBy, freq, zone);
            TimeRange months = TimeRange.of(
                    TimeRange.month(month.minusMonths(1), zone).start(),
                    TimeRange.month(month.plusMonths(2), zone).start());
            Series empty = store.readDense(store.key(), months);
            Series full = Series.regular(empty.grid().orElseThrow(), ramp(empty.size(), 1));
            store.insert(store.key(), full);
            assertThat(store.read(store.key()).orElseThrow()).isEqualToBitwise(full);
            assertThat(store.gaps(store.key(), months)).isEmpty();
            assertThat(store.lastTimestamp(KeyFilter.all())).isEqualTo(full.lastTimestamp());
            Series irregular = Series.irregular(full.epochMillis(), full.values());
            assertThat(store.merge(store.key(), irregular).chunksChanged()).isZero();
            store.replace(store.key(), irregular.slice(TimeRange.month(month, zone)));
            store.forEach(KeyFilter.all(), (key, series) -> assertThat(series)
                    .isEqualToBitwise(irregular.slice(TimeRange.month(month, zone))));
        }
    }

    @Test
    default void seriesOfFarYears() {
        ChunkStore store = createLoads();
        Series old = grid("1700-06-30T23:00", "1h", 50);
        Series far = grid("2300-06-30T23:00", "1h", 50);
        store.insert(BASE, old);
        store.merge(BASE, far);
        assertThat(store.firstTimestamp(KeyFilter.all())).isEqualTo(old.firstTimestamp());
        assertThat(store.lastTimestamp(KeyFilter.all())).isEqualTo(far.lastTimestamp());
        assertThat(store.read(BASE, TimeRange.year(1700, PARIS)).orElseThrow()).isEqualToBitwise(old);
        assertThat(store.read(BASE, TimeRange.year(2300, PARIS)).orElseThrow()).isEqualToBitwise(far);
        Series all = store.read(BASE).orElseThrow();
        assertThat(all).hasValueCount(100).startsAt(old.firstTimestamp().orElseThrow());
        assertThat(all.lastTimestamp()).isEqualTo(far.lastTimestamp());
        store.erase(BASE, TimeRange.until(instant("2000-01-01T00:00")));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(far);
    }

    /** Hours of local mean time, nine minutes and 21 seconds off. */
    private static Series grid(String local, String freq, int size) {
        return Series.regular(Grid.of(Samples.at(local), Frequency.parse(freq), size), ramp(size, 1));
    }

    @Test
    default void theFirstAndTheLastYear() {
        ChunkStore store = one("ends", YEAR, "1d", ZoneId.of("UTC"));
        Series ends = Series.irregular(
                new long[] {
                    Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(),
                    Instant.parse("9999-12-31T00:00:00Z").toEpochMilli()
                },
                new double[] {1, 2});
        store.insert(store.key(), ends);
        assertThat(store.read(store.key()).orElseThrow()).hasValueCount(2).isRegular();
        assertThat(store.read(store.key()).orElseThrow().firstTimestamp()).isEqualTo(ends.firstTimestamp());
        assertThat(store.firstTimestamp(KeyFilter.all())).isEqualTo(ends.firstTimestamp());
        assertThat(store.lastTimestamp(KeyFilter.all())).isEqualTo(ends.lastTimestamp());
        assertThat(store.read(store.key(), TimeRange.since(Instant.MIN))).isPresent();
        assertThat(store.read(store.key(), TimeRange.until(Instant.MAX))).isPresent();
    }

    /**
     * On 11 March 1911 the clocks of Paris went back by 9 minutes and 21 seconds: hours counted from midnight before
     * and after do not join.
     */
    @Test
    default void aGridThatTheClockCuts() {
        ChunkStore store = createLoads();
        TimeRange months = range("1911-02-27T00:00", "1911-04-03T00:00");
        Series empty = store.readDense(BASE, months);
        assertThat(empty).isIrregular();
        Series full = Series.irregular(empty.epochMillis(), ramp(empty.size(), 1));
        store.insert(BASE, full);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(full);
        assertThat(store.read(BASE, month(1911, 3)).orElseThrow()).isRegular().hasSize(745);
        assertThat(store.read(BASE, months).orElseThrow()).isEqualToBitwise(full);
        double[] buffer = new double[empty.size()];
        assertThat(store.readInto(BASE, months, buffer)).isEqualTo(buffer.length);
        assertThat(buffer).isEqualTo(ramp(buffer.length, 1));
        assertThat(store.gaps(BASE, months)).isEmpty();
        store.forEach(KeyFilter.all(), (key, series) -> assertThat(series).isEqualToBitwise(full));
        assertThat(store.merge(BASE, full).chunksChanged()).isZero();
        store.erase(BASE, TimeRange.day(LocalDate.of(1911, 3, 11), PARIS));
        assertThat(store.gaps(BASE, months)).hasSize(1);
    }
}

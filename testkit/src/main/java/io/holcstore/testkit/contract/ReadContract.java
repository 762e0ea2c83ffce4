package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.constant;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.testkit.contract.Samples.none;
import static io.holcstore.testkit.contract.Samples.ramp;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading single series, gaps and times. */
interface ReadContract extends OnDatabase {
    /** All of 2024 but April and a gap of two hours in May. */
    default ChunkStore createYear() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", ramp(8784, 0)));
        store.erase(BASE, month(2024, 4));
        store.erase(BASE, range("2024-05-10T12:00", "2024-05-10T14:00"));
        return store;
    }

    @Test
    default void whatIsNotStoredIsEmpty() {
        ChunkStore store = createLoads();
        assertThat(store.read(BASE)).isEmpty();
        assertThat(store.read(BASE, month(2024, 3))).isEmpty();
        assertThat(store.readDense(BASE, month(2024, 3))).hasSize(743).hasValueCount(0);
        assertThat(store.gaps(BASE, month(2024, 3))).containsExactly(month(2024, 3));
        assertThat(store.lastTimestamp(KeyFilter.all())).isEmpty();
        assertThat(store.firstTimestamp(KeyFilter.all())).isEmpty();
        assertThat(store.keys(KeyFilter.all())).isEmpty();
        assertThat(store.count(KeyFilter.all())).isZero();
        store.forEach(KeyFilter.all(), (key, series) -> {
            throw new AssertionError("there is no " + key);
        });
    }

    @Test
    default void rangesAreHalfOpen() {
        ChunkStore store = createYear();
        assertThat(store.read(BASE, month(2024, 3)).orElseThrow())
                .hasSize(743)
                .startsAt(instant("2024-03-01T00:00"))
                .endsAt(instant("2024-03-31T23:00"));
        assertThat(store.read(BASE, month(2024, 10)).orElseThrow()).hasSize(745);
        assertThat(store.read(BASE, range("2024-02-29T23:00", "2024-03-01T01:00"))
                        .orElseThrow())
                .hasValues(1439, 1440);
        Instant noon = instant("2024-02-01T12:00");
        assertThat(store.read(BASE, TimeRange.of(noon, noon.plusMillis(1))).orElseThrow())
                .hasSize(1)
                .startsAt(noon);
        assertThat(store.read(BASE, TimeRange.of(noon.plusMillis(1), noon.plusSeconds(3600))))
                .isEmpty();
        assertThat(store.read(BASE, TimeRange.of(noon.plusNanos(1), noon.plusSeconds(3601)))
                        .orElseThrow())
                .hasSize(1)
                .startsAt(noon.plusSeconds(3600));
        assertThat(store.read(BASE, TimeRange.of(noon, noon))).isEmpty();
    }

    @Test
    default void readGoesFromTheFirstToTheLastValue() {
        ChunkStore store = createYear();
        assertThat(store.read(BASE, range("2024-03-31T22:00", "2024-05-01T01:00"))
                        .orElseThrow())
                .hasSize(720 + 3)
                .hasValueCount(3)
                .hasGaps(month(2024, 4));
        assertThat(store.read(BASE, range("2024-04-10T00:00", "2024-05-01T01:00"))
                        .orElseThrow())
                .hasSize(1);
        assertThat(store.read(BASE, month(2024, 4))).isEmpty();
        assertThat(store.read(BASE, TimeRange.since(instant("2024-12-31T22:00")))
                        .orElseThrow())
                .hasValues(8782, 8783);
        assertThat(store.read(BASE, TimeRange.until(instant("2024-01-01T02:00")))
                        .orElseThrow())
                .hasValues(0, 1);
        assertThat(store.read(BASE, TimeRange.all()).orElseThrow())
                .hasSize(8784)
                .hasValueCount(8784 - 722)
                .isRegular();
        assertThat(store.read(BASE, TimeRange.year(2023, Samples.PARIS))).isEmpty();
        assertThat(store.read(BASE, TimeRange.year(2025, Samples.PARIS))).isEmpty();
    }

    @Test
    default void readDenseIsExactlyTheGridOfTheRange() {
        ChunkStore store = createYear();
        Series year = store.readDense(BASE, range("2023-12-31T22:00", "2025-01-01T01:00"));
        assertThat(year).isRegular().hasStep("1h").hasSize(8787).hasValueCount(8784 - 722);
        assertThat(year.valueAt(0)).isNaN();
        assertThat(year.valueAt(2)).isZero();
        assertThat(store.readDense(BASE, TimeRange.of(instant("2024-01-01T00:30"), instant("2024-01-01T02:30"))))
                .hasValues(1, 2)
                .startsAt(instant("2024-01-01T01:00"));
        assertThat(store.readDense(BASE, range("2024-01-01T00:00", "2024-01-01T00:00")))
                .isEmpty();
        assertThat(store.readDense(BASE, TimeRange.of(instant("2024-01-01T00:01"), instant("2024-01-01T00:59"))))
                .isEmpty();
        assertThat(store.readDense(BASE, month(2024, 4))).hasSize(720).hasValueCount(0);
    }

    @Test
    default void readIntoFillsTheCallersArray() {
        ChunkStore store = createYear();
        double[] buffer = constant(750, 42);
        assertThat(store.readInto(BASE, month(2024, 3), buffer)).isEqualTo(743);
        assertThat(buffer).startsWith(1440, 1441).endsWith(42, 42);
        assertThat(buffer[742]).isEqualTo(1440 + 742);
        assertThat(buffer[743]).isEqualTo(42);
        assertThat(store.readInto(BASE, month(2024, 4), buffer)).isEqualTo(720);
        assertThat(Arrays.copyOf(buffer, 720)).containsOnly(NONE);
        assertThat(store.readInto(PEAK, range("2024-01-01T00:00", "2024-01-01T02:00"), buffer))
                .isEqualTo(2);
        assertThat(buffer[1]).isNaN();
        assertThat(store.readInto(BASE, range("2024-01-01T00:00", "2024-01-01T00:00"), new double[0]))
                .isZero();
        assertThatThrownBy(() -> store.readInto(BASE, month(2024, 3), new double[742]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("743")
                .hasMessageContaining("742");
    }

    @Test
    default void whatNeedsAGridNeedsABoundedRange() {
        ChunkStore store = createYear();
        for (TimeRange open : new TimeRange[] {
            TimeRange.all(), TimeRange.since(instant("2024-01-01T00:00")), TimeRange.until(instant("2024-01-01T00:00"))
        }) {
            assertThatThrownBy(() -> store.readDense(BASE, open)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.readInto(BASE, open, new double[9]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.gaps(BASE, open)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void gapsAreTheStretchesWithoutValues() {
        ChunkStore store = createYear();
        assertThat(store.gaps(BASE, range("2023-12-31T00:00", "2025-02-01T00:00")))
                .containsExactly(
                        range("2023-12-31T00:00", "2024-01-01T00:00"),
                        month(2024, 4),
                        range("2024-05-10T12:00", "2024-05-10T14:00"),
                        range("2025-01-01T00:00", "2025-02-01T00:00"));
        assertThat(store.gaps(BASE, range("2024-04-03T00:00", "2024-04-03T01:00")))
                .containsExactly(range("2024-04-03T00:00", "2024-04-03T01:00"));
        assertThat(store.gaps(BASE, month(2024, 3))).isEmpty();
        assertThat(store.gaps(BASE, range("2024-04-03T00:00", "2024-04-03T00:00")))
                .isEmpty();
        store.erase(BASE, range("2024-04-30T00:00", "2024-05-01T02:00"));
        store.erase(BASE, range("2024-03-31T23:00", "2024-04-01T00:00"));
        assertThat(store.gaps(BASE, range("2024-03-30T00:00", "2024-05-02T00:00")))
                .containsExactly(range("2024-03-31T23:00", "2024-05-01T02:00"));
    }

    @Test
    default void timesAreThoseOfValuesNotOfChunks() {
        ChunkStore store = createLoads();
        double[] march = none(743);
        march[10] = 1;
        march[20] = 1;
        store.insert(BASE, hours("2024-03-01T00:00", march));
        store.insert(PEAK, hours("2024-02-01T05:00", 1));
        store.insert(key(2, "base"), hours("2024-05-01T05:00", 1, 1));
        assertThat(store.lastTimestamp(VERSION.is(1))).contains(instant("2024-03-01T20:00"));
        assertThat(store.firstTimestamp(KIND.is("base"))).contains(instant("2024-03-01T10:00"));
        assertThat(store.firstTimestamp(KeyFilter.all())).contains(instant("2024-02-01T05:00"));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-05-01T06:00"));
        assertThat(store.lastTimestamp(VERSION.is(3))).isEmpty();
        store.merge(BASE, hours("2024-06-01T00:00", none(24)));
        assertThat(store.lastTimestamp(VERSION.is(1))).contains(instant("2024-03-01T20:00"));
        store.erase(BASE, TimeRange.since(instant("2024-03-01T20:00")));
        assertThat(store.lastTimestamp(VERSION.is(1))).contains(instant("2024-03-01T10:00"));
        store.delete(VERSION.is(2));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-03-01T10:00"));
    }

    @Test
    default void keysAndCountTellWhatHasData() {
        ChunkStore store = createLoads();
        for (int version = 3; version >= 1; version--) {
            for (String kind : new String[] {"peak", "base"}) {
                store.insert(key(version, kind), hours("2024-01-01T00:00", version));
            }
        }
        store.erase(key(2, "base"), TimeRange.all());
        store.delete(VERSION.is(3).and(KIND.is("peak")));
        assertThat(store.keys(KeyFilter.all()))
                .containsExactly(key(1, "base"), key(1, "peak"), key(2, "peak"), key(3, "base"));
        assertThat(store.keys(KIND.is("base"))).containsExactly(key(1, "base"), key(3, "base"));
        assertThat(store.count(VERSION.in(2, 3))).isEqualTo(2);
        assertThat(store.count(KeyFilter.all())).isEqualTo(4);
        assertThat(store.count(KIND.in())).isZero();
        Integer[] tenThousand = IntStream.range(3, 10_003).boxed().toArray(Integer[]::new);
        assertThat(store.keys(VERSION.in(tenThousand))).containsExactly(key(3, "base"));
    }

    @Test
    default void aFilterIsSplitIntoPartsThatHaveEachSeriesOnce() {
        ChunkStore store = createLoads();
        assertThat(store.split(KIND.is("base"), 3)).containsExactly(KIND.is("base"));
        Map<SeriesKey, Series> stored = new LinkedHashMap<>();
        for (int version = -3; version <= 7; version++) {
            stored.put(key(version, "base"), hours("2024-01-01T00:00", version));
        }
        stored.put(key(1, "peak"), hours("2024-01-01T00:00", 1));
        store.insertAll(stored);
        for (int parts = 1; parts <= 20; parts++) {
            List<KeyFilter> split = store.split(KeyFilter.all(), parts);
            assertThat(split).hasSizeBetween(Math.min(parts, 10), Math.min(parts, 11));
            List<SeriesKey> read = new ArrayList<>();
            for (KeyFilter part : split) {
                store.forEach(part, (key, series) -> read.add(key));
                assertThat(store.count(part)).isBetween(1L, 12L / split.size() + 2);
            }
            assertThat(read).containsExactlyElementsOf(store.keys(KeyFilter.all()));
        }
        assertThat(store.split(KIND.is("base"), 2))
                .allSatisfy(part -> assertThat(store.keys(part)).isNotEmpty().allMatch(KIND.is("base")::matches));
        assertThat(store.split(VERSION.is(1), 5)).as("split by kind").hasSize(2);
        assertThatThrownBy(() -> store.split(KeyFilter.all(), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

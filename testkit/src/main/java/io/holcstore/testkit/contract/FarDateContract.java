package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.range;
import static io.holcstore.time.ChunkBy.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holcstore.aggregate.Buckets;
import io.holcstore.files.CsvExport;
import io.holcstore.files.ZipExport;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * One date far away, a placeholder or a slip, among ordinary ones: what is read is bounded by what is stored, and what
 * would have a number for each hour in between is refused with the dates in its message.
 */
interface FarDateContract extends OnDatabase {
    Instant FAR = Instant.parse("9999-12-31T00:00:00Z");
    TimeRange YEARS = range("0002-01-01T00:00", "9999-01-01T00:00");

    /** Three hours of 2024 and one of 9999, and an ordinary series. */
    default ChunkStore far() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-03-01T00:00", 1, 2, 3));
        store.merge(BASE, Series.builder().add(FAR, 4).build());
        store.insert(PEAK, hours("2024-03-01T00:00", 5, 6));
        return store;
    }

    private static void assertFar(Series series) {
        assertThat(series)
                .hasValues(1, 2, 3, 4)
                .startsAt(instant("2024-03-01T00:00"))
                .endsAt(FAR);
        assertThat(series.isRegular()).isFalse();
    }

    @Test
    default void aReadHoldsWhatIsStored() {
        ChunkStore store = far();
        assertFar(store.read(BASE).orElseThrow());
        assertThat(store.read(BASE, TimeRange.since(instant("2024-03-01T02:00")))
                        .orElseThrow())
                .hasValues(3, 4);
        assertThat(store.read(BASE, TimeRange.until(FAR)).orElseThrow()).hasValues(1, 2, 3);
        assertThat(store.read(BASE, YEARS).orElseThrow().isRegular()).isTrue();
        List<SeriesKey> keys = new ArrayList<>();
        store.forEach(KeyFilter.all(), (key, series) -> {
            keys.add(key);
            if (key.equals(BASE)) {
                assertFar(series);
            } else {
                assertThat(series).hasValues(5, 6);
                assertThat(series.isRegular()).isTrue();
            }
        });
        assertThat(keys).containsExactly(BASE, PEAK);
    }

    /** There is no array of so many slots. */
    @Test
    default void aReadOfMoreSlotsThanAnArrayHas() {
        ChunkStore store = create(named(define().chunkBy(YEAR).freq("1min").tz("UTC"), "minutes"));
        store.insert(
                store.key(), Series.builder().add(FAR, 2).add(Instant.EPOCH, 1).build());
        assertThat(store.read(store.key()).orElseThrow()).hasValues(1, 2).endsAt(FAR);
    }

    @Test
    default void decadesWithoutAValueStayOnTheGrid() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("1960-01-01T00:00", 1));
        store.merge(BASE, hours("2024-01-01T00:00", 2));
        assertThat(store.read(BASE).orElseThrow()).hasValueCount(2);
        assertThat(store.read(BASE).orElseThrow().isRegular()).isTrue();
    }

    @Test
    default void exportsHoldWhatIsStored() throws IOException {
        ChunkStore store = far();
        StringWriter rows = new StringWriter();
        assertThat(CsvExport.write(store, KeyFilter.all(), TimeRange.all(), rows))
                .isEqualTo(6);
        assertThat(rows.toString()).contains("1;base;9999-12-31T01:00:00+01:00;4");
        StringWriter wide = new StringWriter();
        assertThat(CsvExport.of(store).wide().to(wide)).isEqualTo(6);
        assertThat(wide.toString().lines()).hasSize(5).last().isEqualTo("9999-12-31T01:00:00+01:00;4;");
        Path zip = Files.createTempFile("far", ".zip");
        try {
            assertThat(ZipExport.write(store, KeyFilter.all(), zip)).isEqualTo(6);
        } finally {
            Files.delete(zip);
        }
    }

    @Test
    default void bucketsAreThoseOfWhatIsStored() {
        ChunkStore store = far();
        Buckets hours = store.aggregate(BASE, TimeRange.all()).by("1h");
        assertThat(hours.size()).isLessThan(2 * 744);
        assertThat(hours.sum().dropNaN()).hasValues(1, 2, 3, 4).endsAt(FAR);
        Buckets parts = store.aggregate(BASE, TimeRange.since(instant("2024-03-01T01:00")))
                .by("2h");
        assertThat(parts.sum().dropNaN()).hasValues(2, 3, 4);
        assertThat(store.aggregate(BASE, TimeRange.all()).by("1year").sum())
                .hasSize(9999 - 2024 + 1)
                .startsAt(instant("2024-01-01T00:00"));
        List<Double> sums = new ArrayList<>();
        store.aggregate(KeyFilter.all(), TimeRange.all())
                .by("1h")
                .forEach((key, buckets) -> buckets.sum().dropNaN().forEach((time, sum) -> sums.add(sum)));
        assertThat(sums).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    }

    @Test
    default void anAnswerForEachHourOfAllYearsIsRefused() {
        ChunkStore store = far();
        for (ThrowingCallable verb : new ThrowingCallable[] {
            () -> store.readDense(BASE, YEARS),
            () -> store.aggregate(BASE, YEARS).by("1h"),
            () -> store.aggregate(KeyFilter.all(), YEARS).by("1h").forEach((key, buckets) -> {})
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(verb)
                    .withMessageContaining(YEARS.toString())
                    .withMessageContaining("shorter range");
        }
        assertThat(store.aggregate(BASE, YEARS).by("1month").size()).isEqualTo(9997 * 12);
    }

    @Test
    default void gapsOfAllYearsAreFew() {
        ChunkStore store = far();
        Instant start = instant("2024-03-01T00:00");
        assertThat(store.gaps(BASE, YEARS))
                .containsExactly(
                        TimeRange.of(Instant.ofEpochMilli(YEARS.startMillis()), start),
                        TimeRange.of(start.plusSeconds(3 * 3600), Instant.ofEpochMilli(YEARS.endMillis())));
        assertThat(store.gaps(PEAK, YEARS)).hasSize(2);
    }
}

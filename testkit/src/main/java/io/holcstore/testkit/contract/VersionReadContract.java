package io.holcstore.testkit.contract;

import static io.holcstore.store.RowColumn.CREATED_AT;
import static io.holcstore.store.RowColumn.MODIFIED_AT;
import static io.holcstore.store.RowColumn.NUMBER;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Curves.A;
import static io.holcstore.testkit.contract.Curves.B;
import static io.holcstore.testkit.contract.Curves.C;
import static io.holcstore.testkit.contract.Curves.CLIENT;
import static io.holcstore.testkit.contract.Curves.HALF_HOUR;
import static io.holcstore.testkit.contract.Curves.PRM;
import static io.holcstore.testkit.contract.Curves.curves;
import static io.holcstore.testkit.contract.Curves.halfHours;
import static io.holcstore.testkit.contract.Curves.key;
import static io.holcstore.testkit.contract.Curves.range;
import static io.holcstore.testkit.contract.Samples.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.CombinedSeries;
import io.holcstore.store.RowColumn;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading versions: combined, one, all, by other axes; and what is missing. */
interface VersionReadContract extends OnDatabase {
    @Test
    default void theHighestVersionWinsAndOlderOnesFillWhatItLacks() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1, 2, 3));
        store.append(A, halfHours("00:30", 20, NONE, 40));
        store.append(A, halfHours("02:00", 500));
        assertThat(store.read(A).orElseThrow()).isEqualToBitwise(halfHours("00:00", 1, 20, 3, 40, 500));
        assertThat(store.readVersion(A, 1).orElseThrow()).isEqualToBitwise(halfHours("00:30", 20, NONE, 40));
        assertThat(store.readVersion(A, 3)).isEmpty();
        assertThat(store.read(B)).isEmpty();
    }

    @Test
    default void everyVersionHasItsTimes() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1));
        store.append(A, halfHours("00:00", 2));
        List<Version> versions = store.versions(A);
        assertThat(versions).extracting(Version::number).containsExactly(1, 0);
        assertThat(versions.get(0).series()).isEqualToBitwise(halfHours("00:00", 2));
        assertThat(versions.get(0).createdAt()).isAfter(versions.get(1).createdAt());
        assertThat(versions.get(0).modifiedAt()).isEqualTo(versions.get(0).createdAt());
    }

    @Test
    default void headsOfForecastsAreDropped() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1, 2, 3, 4));
        store.append(A, halfHours("01:00", 30, 40, 50));
        Combine later = Combine.newestFirst().dropHead(Duration.ofHours(1));
        assertThat(store.read(A, later).orElseThrow()).isEqualToBitwise(halfHours("01:00", 3, 4, 50));
        assertThat(store.read(A, Combine.newestFirst().dropHead(Duration.ofDays(1))))
                .isEmpty();
        assertThat(store.read(
                                A,
                                Combine.newestFirst()
                                        .orderBy(NUMBER.ascending())
                                        .dropHead(Duration.ZERO))
                        .orElseThrow())
                .isEqualToBitwise(halfHours("00:00", 1, 2, 3, 4, 50));
    }

    @Test
    default void rowsAreCombinedAcrossOtherAxes() {
        Axis<String> source = Axis.of("source", AxisType.TEXT);
        VersionedStore store = create(curves().axis(source));
        SeriesKey measured = SeriesKey.of(CLIENT.is(1), PRM.is("a"), source.is("measured"));
        SeriesKey estimated = SeriesKey.of(CLIENT.is(1), PRM.is("a"), source.is("estimated"));
        SeriesKey other = SeriesKey.of(CLIENT.is(2), PRM.is("b"), source.is("measured"));
        store.append(measured, halfHours("00:00", 1, NONE));
        store.append(estimated, halfHours("00:00", 10, 20, 30));
        store.append(estimated, halfHours("00:00", 11));
        store.append(other, halfHours("00:00", 5));

        List<CombinedSeries> latest = store.read(CLIENT.is(1), Combine.by(PRM).orderBy(CREATED_AT.descending()));
        assertThat(latest).hasSize(1);
        assertThat(latest.get(0).key()).isEqualTo(SeriesKey.of(PRM.is("a")));
        assertThat(latest.get(0).number()).isEqualTo(1);
        assertThat(latest.get(0).createdAt())
                .isEqualTo(store.versions(estimated).get(0).createdAt());
        assertThat(latest.get(0).series()).isEqualToBitwise(halfHours("00:00", 11, 20, 30));

        assertThat(series(store.read(KeyFilter.all(), Combine.by(PRM).orderBy(CREATED_AT.ascending()))))
                .containsExactly(halfHours("00:00", 1, 20, 30), halfHours("00:00", 5));
        assertThat(series(store.read(
                        CLIENT.is(1),
                        Combine.by(PRM).orderBy(RowColumn.of(source).descending()))))
                .containsExactly(halfHours("00:00", 1, 20, 30));
        assertThat(series(store.read(
                        CLIENT.is(1),
                        Combine.by(PRM)
                                .orderBy(
                                        RowColumn.of(source).ascending(),
                                        NUMBER.ascending(),
                                        MODIFIED_AT.descending()))))
                .containsExactly(halfHours("00:00", 10, 20, 30));
        assertThat(series(store.read(
                        KeyFilter.all(),
                        Combine.by().orderBy(RowColumn.of(CLIENT).descending()))))
                .containsExactly(halfHours("00:00", 5, 20, 30));
        assertThat(series(store.read(KeyFilter.all(), Combine.newestFirst())))
                .containsExactly(halfHours("00:00", 11, 20, 30), halfHours("00:00", 1, NONE), halfHours("00:00", 5));
    }

    private static List<Series> series(List<CombinedSeries> combined) {
        return combined.stream().map(CombinedSeries::series).toList();
    }

    @Test
    default void axesThatTheStoreDoesNotHaveAreRefused() {
        VersionedStore store = create(curves());
        Axis<Integer> strange = Axis.of("strange", AxisType.INT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.read(KeyFilter.all(), Combine.by(strange)))
                .withMessageContaining("strange");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.read(
                        A, Combine.newestFirst().orderBy(RowColumn.of(strange).ascending())))
                .withMessageContaining("strange");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Combine.newestFirst().dropHead(Duration.ofHours(-1)));
    }

    @Test
    default void manySeriesAreReadOneAfterAnother() {
        VersionedStore store = create(curves());
        Map<SeriesKey, Series> expected = new LinkedHashMap<>();
        for (int i = 100; i < 200; i++) {
            store.append(key(1, "m" + i), halfHours("00:00", i));
            store.append(key(1, "m" + i), halfHours("00:30", i + 0.5));
            expected.put(key(1, "m" + i), halfHours("00:00", i, i + 0.5));
        }
        Map<SeriesKey, Series> found = new LinkedHashMap<>();
        store.forEach(KeyFilter.all(), found::put);
        assertThat(found).isEqualTo(expected);
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        List<SeriesKey> backwards = new ArrayList<>(expected.keySet());
        Collections.reverse(backwards);
        backwards.add(0, C);
        assertThat(store.readAll(backwards).keySet()).containsExactlyElementsOf(backwards.subList(1, backwards.size()));
    }

    /**
     * The Python application names the last grid point of a range and of a gap; here ends are outside, one step later.
     */
    @Test
    default void gapsAreRunsOfMissingGridPointsAndAMargin() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1, NONE, NONE, 4, 5));
        store.append(A, halfHours("00:30", 2));
        store.append(B, halfHours("00:00", 1, 2, 3, 4, 5, 6));
        Map<SeriesKey, List<TimeRange>> gaps = new LinkedHashMap<>();
        store.gaps(KeyFilter.all(), range("00:00", "03:00"), HALF_HOUR, Duration.ZERO, gaps::put);
        assertThat(gaps)
                .containsExactly(
                        Map.entry(A, List.of(range("01:00", "01:30"), range("02:30", "03:00"))),
                        Map.entry(B, List.of()));
        gaps.clear();
        store.gaps(List.of(C, A), range("00:00", "03:00"), HALF_HOUR, Duration.ofMinutes(15), gaps::put);
        assertThat(gaps)
                .containsExactly(
                        Map.entry(C, List.of(range("00:00", "03:00"))),
                        Map.entry(A, List.of(range("00:45", "01:45"), range("02:15", "03:15"))));
    }

    @Test
    default void missingRangesNameTheKeysThatNeedThem() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("01:00", 1, NONE, NONE, 4));
        store.append(A, halfHours("01:30", 2));
        store.append(B, halfHours("01:00", 1, 2, NONE, 4, 5, 6));
        Map<TimeRange, List<SeriesKey>> missing = store.missing(List.of(B, C, A), range("00:00", "04:00"), HALF_HOUR);
        assertThat(missing.keySet())
                .containsExactly(
                        range("00:00", "01:00"),
                        range("00:00", "04:00"),
                        range("02:00", "02:30"),
                        range("03:00", "04:00"));
        assertThat(missing)
                .containsEntry(range("00:00", "01:00"), List.of(B, A))
                .containsEntry(range("00:00", "04:00"), List.of(C))
                .containsEntry(range("02:00", "02:30"), List.of(B, A))
                .containsEntry(range("03:00", "04:00"), List.of(A));
        assertThat(store.missing(List.of(A), range("00:31", "03:00"), HALF_HOUR).keySet())
                .as("29 minutes are less than a step")
                .containsExactly(range("02:00", "02:30"));
        assertThat(store.missing(List.of(), range("00:00", "04:00"), HALF_HOUR)).isEmpty();
    }

    @Test
    default void calendarStepsFollowTheZoneOfTheStore() {
        VersionedStore store = create(curves().tz("Europe/Paris"));
        Frequency day = Frequency.parse("1d");
        LocalDate first = LocalDate.of(2024, 3, 29);
        store.append(A, Series.regular(first.atStartOfDay(Samples.PARIS), day, new double[] {1, 2, 3, NONE, 5}));
        TimeRange week = TimeRange.of(
                first.atStartOfDay(Samples.PARIS), first.plusDays(6).atStartOfDay(Samples.PARIS));
        TimeRange fourth = TimeRange.day(first.plusDays(3), Samples.PARIS);
        TimeRange sixth = TimeRange.day(first.plusDays(5), Samples.PARIS);
        Map<SeriesKey, List<TimeRange>> gaps = new LinkedHashMap<>();
        store.gaps(KeyFilter.all(), week, day, Duration.ZERO, gaps::put);
        assertThat(gaps).containsExactly(Map.entry(A, List.of(fourth, sixth)));
        assertThat(store.missing(List.of(A), week, day).keySet()).containsExactly(fourth, sixth);
    }
}

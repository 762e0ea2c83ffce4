package io.holcstore.testkit.contract;

import static io.holcstore.store.RowColumn.CREATED_AT;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Curves.HALF_HOUR;
import static io.holcstore.testkit.contract.Curves.PRM;
import static io.holcstore.testkit.contract.Curves.at;
import static io.holcstore.testkit.contract.Curves.curves;
import static io.holcstore.testkit.contract.Curves.halfHours;
import static io.holcstore.testkit.contract.Curves.key;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.CombinedSeries;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How the Python application is used, and what it answers. It names the last grid point of a range and of a hole; here
 * the end of a range is the first instant outside, one step later.
 */
interface PythonExamplesContract extends OnDatabase {
    SeriesKey METER = key(0, "3000014324556");
    SeriesKey NEIGHBOUR = key(0, "3000014324557");
    SeriesKey ELSEWHERE = key(1, "3000014324556");

    /** From the first to the last grid point, both included. */
    private static TimeRange points(String first, String last) {
        return TimeRange.of(at(first), at(last).plus(Duration.ofMinutes(30)));
    }

    /**
     * {@code set_lc} without versions overwrites; with them each call makes the next one; {@code get_lc} combines, or
     * gives one or all.
     */
    @Test
    default void versioning() {
        VersionedStore store = create(curves());
        store.put(METER, halfHours("00:00", constant(49, 5)));
        store.put(METER, halfHours("00:00", constant(49, 1)));
        assertThat(store.append(METER, halfHours("12:00", 2, NONE, 2))).isEqualTo(1);
        assertThat(store.append(METER, halfHours("12:30", 3))).isEqualTo(2);
        assertThat(store.append(METER, halfHours("12:30", NONE)))
                .as("a series without any value is ignored")
                .isEqualTo(VersionedStore.NOT_STORED);
        assertThat(store.append(NEIGHBOUR, halfHours("00:00", 9))).isZero();

        assertThat(store.read(METER).orElseThrow())
                .hasSize(49)
                .hasValueAt(at("11:30"), 1)
                .hasValueAt(at("12:00"), 2)
                .hasValueAt(at("12:30"), 3)
                .hasValueAt(at("13:00"), 2)
                .hasValueAt(at("13:30"), 1);
        assertThat(store.readVersion(METER, 1).orElseThrow()).isEqualToBitwise(halfHours("12:00", 2, NONE, 2));
        assertThat(store.versions(METER)).extracting(Version::number).containsExactly(2, 1, 0);
        assertThat(store.count(PRM.is("3000014324556"))).isEqualTo(1);
        assertThat(store.deleteVersion(List.of(METER), 2)).isEqualTo(1);
        assertThat(store.read(METER).orElseThrow()).hasValueAt(at("12:30"), 1);
        assertThat(store.deleteAll(KeyFilter.all())).isEqualTo(3);
    }

    /**
     * {@code versionning_by} the meter, whoever the client; {@code combined_by} the meter, {@code order_by} the time of
     * saving.
     */
    @Test
    default void versioningAndCombiningByMeter() {
        VersionedStore store = create(curves().countVersionsBy(PRM));
        assertThat(store.append(METER, halfHours("00:00", 1, 1, 1))).isZero();
        assertThat(store.append(ELSEWHERE, halfHours("00:30", 2))).isEqualTo(1);
        assertThat(store.append(NEIGHBOUR, halfHours("00:00", 7))).isZero();
        assertThat(store.append(METER, halfHours("01:00", 3))).isEqualTo(2);
        List<CombinedSeries> newest = store.read(KeyFilter.all(), Combine.by(PRM));
        assertThat(newest)
                .extracting(CombinedSeries::series)
                .containsExactly(halfHours("00:00", 1, 2, 3), halfHours("00:00", 7));
        assertThat(newest.get(0).number()).as("that of the first row").isEqualTo(2);
        assertThat(store.read(PRM.is("3000014324556"), Combine.by(PRM).orderBy(CREATED_AT.ascending())))
                .extracting(CombinedSeries::series)
                .containsExactly(halfHours("00:00", 1, 1, 1));
    }

    /** {@code combined_delay}: of each forecast what lies a day or more after its own first hour. */
    @Test
    default void combinedDelay() {
        VersionedStore store = create(curves());
        store.append(METER, halfHours("00:00", constant(96, 1)));
        store.append(METER, halfHours("12:00", constant(96, 2)));
        store.append(METER, halfHours("23:30", constant(4, 3)));
        Series dayAhead = store.read(METER, Combine.newestFirst().dropHead(Duration.ofDays(1)))
                .orElseThrow();
        assertThat(dayAhead)
                .startsAt(at("00:00").plus(Duration.ofDays(1)))
                .hasSize(24 + 48)
                .hasValueAt(at("11:30").plus(Duration.ofDays(1)), 1)
                .hasValueAt(at("12:00").plus(Duration.ofDays(1)), 2)
                .endsAt(at("11:30").plus(Duration.ofDays(2)));
        assertThat(dayAhead.values()).as("nothing of the third is so far ahead").doesNotContain(3);
    }

    /**
     * {@code find_holes}: each run of missing grid points with a margin on both sides; all of the range for a key
     * without data.
     */
    @Test
    default void findHoles() {
        VersionedStore store = create(curves());
        store.append(METER, halfHours("00:00", 1, 1, NONE, NONE, 1, NONE));
        store.append(METER, halfHours("01:00", 2));
        TimeRange asked = points("00:00", "04:00");
        Map<SeriesKey, List<TimeRange>> holes = new LinkedHashMap<>();
        store.gaps(List.of(METER, NEIGHBOUR), asked, HALF_HOUR, Duration.ZERO, holes::put);
        assertThat(holes)
                .containsExactly(
                        entry(METER, List.of(points("01:30", "01:30"), points("02:30", "04:00"))),
                        entry(NEIGHBOUR, List.of(asked)));
        List<TimeRange> wider = new ArrayList<>();
        store.gaps(KeyFilter.all(), asked, HALF_HOUR, Duration.ofHours(1), (key, found) -> wider.addAll(found));
        assertThat(wider).containsExactly(points("00:30", "02:30"), points("01:30", "05:00"));
    }

    /**
     * {@code find_groups}: which ranges to fetch again, and for which meters; those that two meters miss are named
     * once.
     */
    @Test
    default void findGroups() {
        VersionedStore store = create(curves());
        store.append(METER, halfHours("01:00", 1, NONE, NONE, 1));
        store.append(NEIGHBOUR, halfHours("00:00", 1, 1, 1, NONE, NONE, 1, 1, 1, 1));
        TimeRange asked = points("00:00", "04:00");
        assertThat(store.missing(List.of(METER, NEIGHBOUR, ELSEWHERE), asked, HALF_HOUR))
                .containsExactly(
                        entry(points("00:00", "00:30"), List.of(METER)),
                        entry(asked, List.of(ELSEWHERE)),
                        entry(points("01:30", "02:00"), List.of(METER, NEIGHBOUR)),
                        entry(points("03:00", "04:00"), List.of(METER)));
        assertThat(store.readAll(List.of(METER, ELSEWHERE)))
                .as("what is there of them")
                .containsOnlyKeys(METER);
        store.append(ELSEWHERE, halfHours("00:00", constant(9, 1)));
        assertThat(store.missing(List.of(ELSEWHERE), asked, HALF_HOUR)).isEmpty();
    }
}

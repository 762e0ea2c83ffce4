package io.holcstore.series;

import static io.holcstore.series.SeriesTest.toMap;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Seeds;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Frequency HOUR = Frequency.parse("1h");
    private static final Frequency DAY = Frequency.parse("1d");
    private static final ZonedDateTime START = ZonedDateTime.of(2024, 3, 30, 0, 0, 0, 0, PARIS);

    @Test
    void aValueWinsAndNaNIsFilled() {
        Series newer = hourly(0, 1, NaN, -0.0, NaN);
        Series older = hourly(0, 9, 8, 0.0, NaN);
        assertThat(newer.combineFirst(older)).isEqualTo(hourly(0, 1, 8, -0.0, NaN));
        assertThat(newer).isEqualTo(hourly(0, 1, NaN, -0.0, NaN));
        assertThat(older).isEqualTo(hourly(0, 9, 8, 0.0, NaN));
    }

    @Test
    void seriesOnOneGridStayRegularInEveryPosition() {
        assertRegular(hourly(2, 1, 2).combineFirst(hourly(0, 7, 8, 9)), hourly(0, 7, 8, 1, 2));
        assertRegular(hourly(0, 7, 8, NaN).combineFirst(hourly(2, 1, 2)), hourly(0, 7, 8, 1, 2));
        assertRegular(hourly(3, 1).combineFirst(hourly(0, 7)), hourly(0, 7, NaN, NaN, 1));
        assertRegular(hourly(0, 7).combineFirst(hourly(3, 1)), hourly(0, 7, NaN, NaN, 1));
        assertRegular(hourly(1, 5).combineFirst(hourly(0, 1, 2, 3)), hourly(0, 1, 5, 3));
        assertRegular(hourly(0, 1, NaN, 3).combineFirst(hourly(1, 5)), hourly(0, 1, 5, 3));
    }

    @Test
    void aDurationNeedsNoCommonZoneAndTheNewerOneStays() {
        Series newer = Series.regular(START, HOUR, new double[] {1});
        Series older = Series.regular(START.withZoneSameInstant(ZoneOffset.UTC).minusHours(1), HOUR, new double[] {2});
        Series merged = newer.combineFirst(older);
        assertThat(merged.grid()).contains(Grid.of(START.minusHours(1), HOUR, 2));
    }

    @Test
    void calendarDaysStayRegularOverAClockChange() {
        Series newer = Series.regular(START.plusDays(2), DAY, new double[] {3, 4});
        Series older = Series.regular(START, DAY, new double[] {1, 2, 9});
        assertRegular(newer.combineFirst(older), Series.regular(START, DAY, new double[] {1, 2, 3, 4}));
        assertRegular(older.combineFirst(newer), Series.regular(START, DAY, new double[] {1, 2, 9, 4}));
    }

    @Test
    void calendarDaysStayRegularOverASkippedDay() {
        ZonedDateTime apia = ZonedDateTime.of(2011, 12, 28, 0, 0, 0, 0, ZoneId.of("Pacific/Apia"));
        Series whole = Series.regular(apia, DAY, new double[] {1, 2, 3, 4}); // 28, 29, 31, 1
        Series older = Series.regular(apia, DAY, new double[] {1, 2});
        Series newer = Series.wrap(whole.grid().orElseThrow().slice(2, 4), new double[] {3, 4});
        assertRegular(newer.combineFirst(older), whole);
        assertRegular(older.combineFirst(newer), whole);
    }

    @Test
    void monthsStayRegular() {
        Frequency month = Frequency.parse("1month");
        ZonedDateTime january = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, PARIS);
        Series older = Series.regular(january, month, new double[] {1});
        Series newer = Series.regular(january.plusMonths(14), month, new double[] {2});
        Series merged = newer.combineFirst(older);
        assertThat(merged.isRegular()).isTrue();
        assertThat(merged.size()).isEqualTo(15);
        assertThat(merged.valueAt(14)).isEqualTo(2);
    }

    @Test
    void everythingElseIsIrregular() {
        Series hours = hourly(0, 1, 2);
        assertIrregular(hours, Series.regular(START, Frequency.parse("30min"), new double[] {9, 9, 9, 9}));
        assertIrregular(hours, Series.regular(START.plusMinutes(30), HOUR, new double[] {9, 9}));
        assertIrregular(hours, Series.irregular(hours.epochMillis(), new double[] {9, 9}));
        ZonedDateTime utc = ZonedDateTime.of(2024, 3, 30, 0, 0, 0, 0, ZoneOffset.UTC);
        assertIrregular(Series.regular(START, DAY, new double[] {1}), Series.regular(utc, DAY, new double[] {2}));
        ZonedDateTime brussels = START.withZoneSameLocal(ZoneId.of("Europe/Brussels"));
        assertIrregular(
                Series.regular(START, DAY, new double[] {1}), Series.regular(brussels, DAY, new double[] {2, 3}));
        Frequency twoDays = Frequency.parse("2d");
        assertIrregular(
                Series.regular(START, twoDays, new double[] {1}),
                Series.regular(START.plusDays(3), twoDays, new double[] {2}));
    }

    @Test
    void seriesFarApartDoNotFillTheMemory() {
        Frequency second = Frequency.parse("1s");
        Series late = Series.regular(START, second, new double[] {1});
        Series early = Series.regular(START.minusYears(300), second, new double[] {2});
        Series merged = late.combineFirst(early);
        assertThat(merged.isRegular()).isFalse();
        assertThat(merged.values()).containsExactly(2, 1);
        Series near = Series.regular(START.minusSeconds(Merge.MAX_BETWEEN + 1), second, new double[] {2});
        assertThat(late.combineFirst(near).size()).isEqualTo(Merge.MAX_BETWEEN + 2);
        Series justTooFar = Series.regular(START.minusSeconds(Merge.MAX_BETWEEN + 2), second, new double[] {2});
        assertThat(late.combineFirst(justTooFar).size()).isEqualTo(2);
    }

    @Test
    void withNothingEachIsItself() {
        Series series = hourly(0, 1, NaN);
        assertThat(series.combineFirst(Series.empty())).isSameAs(series);
        assertThat(Series.empty().combineFirst(series)).isSameAs(series);
    }

    @Test
    void agreesWithATreeOnRandomSeries() {
        long seed = Seeds.of(7);
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            Series newer = random(random);
            Series older = random(random);
            Map<Long, Double> expected = toMap(older);
            toMap(newer).forEach((t, v) -> expected.merge(t, v, (old, fresh) -> Double.isNaN(fresh) ? old : fresh));
            Series merged = newer.combineFirst(older);
            Map<Long, Double> actual = toMap(merged);
            if (merged.isRegular()) { // has the slots between, too: without values
                actual.keySet().stream()
                        .filter(t -> Double.isNaN(actual.getOrDefault(t, 0.0)))
                        .forEach(t -> expected.putIfAbsent(t, NaN));
            }
            assertThat(actual)
                    .as("seed %d, round %d: %s over %s", seed, round, newer, older)
                    .isEqualTo(expected);
        }
    }

    /** Of up to 8 points near START, half of them irregular. */
    private static Series random(Random random) {
        int size = random.nextInt(8);
        double[] values =
                random.doubles(size).map(v -> random.nextInt(3) == 0 ? NaN : v).toArray();
        Frequency step = List.of(HOUR, Frequency.parse("30min"), DAY).get(random.nextInt(3));
        ZonedDateTime start = step.equals(DAY)
                ? START.plusDays(random.nextInt(10) - 5L)
                : START.plusMinutes(30L * random.nextInt(24));
        Series regular = Series.regular(start, step, values);
        return random.nextBoolean() ? regular : Series.irregular(regular.epochMillis(), values);
    }

    @Test
    void overlayWritesWhatChangesAndCountsIt() {
        double[] newer = {99, 1, NaN, 3, -0.0, NaN, 99};
        double[] onto = {7, 1, 2, NaN, 0.0, NaN, 7};
        assertThat(Merge.overlay(newer, 1, 6, onto, 1)).isEqualTo(2);
        assertThat(onto).containsExactly(7, 1, 2, 3, -0.0, NaN, 7);
        assertThat(Merge.overlay(newer, 1, 6, onto, 1)).isZero();
        double[] shifted = {NaN, NaN};
        assertThat(Merge.overlay(newer, 3, 5, shifted, 0)).isEqualTo(2);
        assertThat(shifted).containsExactly(3, -0.0);
    }

    @Test
    void overlayWritesNothingWhenAnArrayIsTooShort() {
        double[] onto = {0, 0};
        assertThatThrownBy(() -> Merge.overlay(new double[] {1, 2, 3}, 0, 3, onto, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Merge.overlay(new double[] {1}, 0, 2, onto, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(onto).containsExactly(0, 0);
    }

    private static Series hourly(int offset, double... values) {
        return Series.regular(START.plusHours(offset), HOUR, values);
    }

    private static void assertRegular(Series actual, Series expected) {
        assertThat(actual).isEqualTo(expected);
        assertThat(actual.grid()).isEqualTo(expected.grid());
    }

    private static void assertIrregular(Series newer, Series older) {
        Series merged = newer.combineFirst(older);
        assertThat(merged.isRegular()).isFalse();
        Map<Long, Double> expected = toMap(older);
        expected.putAll(toMap(newer));
        assertThat(toMap(merged)).isEqualTo(expected);
    }
}

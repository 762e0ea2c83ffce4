package io.holcstore.series;

import static io.holcstore.series.SeriesTest.toMap;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holcstore.Seeds;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Series multiplied, added, subtracted and shifted. */
class ArithmeticTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Frequency HOUR = Frequency.parse("1h");
    private static final Frequency DAY = Frequency.parse("1d");
    private static final Frequency MONTH = Frequency.parse("1month");
    private static final ZonedDateTime START = ZonedDateTime.of(2024, 3, 30, 0, 0, 0, 0, PARIS);

    private static Series hours(int from, double... values) {
        return Series.regular(START.plusHours(from), HOUR, values);
    }

    private static void assertRegular(Series found, Series expected) {
        assertThat(found).isEqualTo(expected);
        assertThat(found.grid()).isEqualTo(expected.grid());
    }

    @Test
    void timesMultipliesEveryValue() {
        Series watts = hours(0, 1500, NaN, -0.0, Double.NEGATIVE_INFINITY);
        assertRegular(watts.times(0.5), hours(0, 750, NaN, -0.0, Double.NEGATIVE_INFINITY));
        assertThat(watts).isEqualTo(hours(0, 1500, NaN, -0.0, Double.NEGATIVE_INFINITY));
        assertThat(watts.times(0).values()).containsExactly(0.0, NaN, -0.0, NaN);
        assertThat(Series.wrap(new long[] {1, 5}, new double[] {2, 3}).times(-1))
                .isEqualTo(Series.wrap(new long[] {1, 5}, new double[] {-2, -3}));
        for (double factor : new double[] {NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> watts.times(factor))
                    .withMessage("a factor must be a finite number, not " + factor);
        }
    }

    @Test
    void sumsHaveTheInstantsOfBothAndAValueWhereBothHaveOne() {
        assertRegular(hours(0, 1, 2, 3).plus(hours(0, 10, NaN, 30)), hours(0, 11, NaN, 33));
        assertRegular(hours(0, 1, 2, 3).minus(hours(1, 10, 20, 30)), hours(0, NaN, -8, -17, NaN));
        assertRegular(hours(1, 10, 20, 30).minus(hours(0, 1, 2, 3)), hours(0, NaN, 8, 17, NaN));
        assertRegular(hours(3, 1).plus(hours(0, 1)), hours(0, NaN, NaN, NaN, NaN));
        assertRegular(hours(0, 1).minus(hours(3, 1)), hours(0, NaN, NaN, NaN, NaN));
        assertRegular(hours(0, 1, 2, 3).plus(hours(1, 10)), hours(0, NaN, 12, NaN));
        assertRegular(hours(0, 1, 2).plus(Series.empty()), hours(0, NaN, NaN));
        assertRegular(Series.empty().minus(hours(0, 1, 2)), hours(0, NaN, NaN));
        assertThat(Series.empty().plus(Series.empty())).isEqualTo(Series.empty());
    }

    @Test
    void daysAreAddedOverAClockChange() {
        Series days = Series.regular(START, DAY, new double[] {1, 2, 3});
        Series later = Series.regular(START.plusDays(1), DAY, new double[] {10, 20, 30});
        assertRegular(days.plus(later), Series.regular(START, DAY, new double[] {NaN, 12, 23, NaN}));
    }

    @Test
    void zonesOfTheSameRulesAreOneGrid() {
        ZonedDateTime start = ZonedDateTime.of(2024, 3, 30, 0, 0, 0, 0, ZoneOffset.UTC);
        Series offset = Series.regular(start, DAY, new double[] {1, 2});
        Series region = Series.regular(start.withZoneSameLocal(ZoneId.of("UTC")), DAY, new double[] {3, 4});
        assertRegular(offset.plus(region), Series.regular(start, DAY, new double[] {4, 6}));
        assertRegular(offset.combineFirst(region), offset);
    }

    @Test
    void regularSeriesOfTwoGridsAreNotAdded() {
        Series hours = hours(0, 1, 2);
        Series quarters = Series.regular(START, Frequency.parse("15min"), new double[8]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hours.plus(quarters))
                .withMessage("the series 2 x 1h from 2024-03-29T23:00:00Z (Europe/Paris) and 8 x 15min from"
                        + " 2024-03-29T23:00:00Z (Europe/Paris) do not lie on one grid;"
                        + " convert one of them to the grid of the other with resample(..)");
        assertThatIllegalArgumentException().isThrownBy(() -> hours.minus(hours.shift(Duration.ofMinutes(30))));
        assertThatIllegalArgumentException().isThrownBy(() -> Series.regular(START, DAY, new double[2])
                .minus(Series.regular(START.withZoneSameLocal(ZoneId.of("America/New_York")), DAY, new double[2])));
        assertRegular(hours.plus(quarters.resample(HOUR, PARIS, Resample.SUM)), hours);
    }

    @Test
    void irregularSeriesAreAddedByInstant() {
        long start = START.toInstant().toEpochMilli();
        Series some = Series.wrap(new long[] {start, start + 7_200_000}, new double[] {10, 30});
        Series sum = hours(0, 1, 2, 3).plus(some);
        assertRegular(sum, hours(0, 11, NaN, 33));
        assertRegular(some.minus(hours(0, 1, 2, 3)), hours(0, 9, NaN, 27));
        Series beside = Series.wrap(new long[] {start, start + 1}, new double[] {10, 30});
        assertThat(hours(0, 1, 2).plus(beside))
                .isEqualTo(Series.wrap(new long[] {start, start + 1, start + 3_600_000}, new double[] {11, NaN, NaN}));
    }

    @Test
    void pointsFarApartDoNotFillTheMemory() {
        Frequency milli = Frequency.parse("1ms");
        Series early = Series.regular(START, milli, new double[] {1, 2});
        Series late = Series.regular(START.plusYears(7000), milli, new double[] {3});
        Series sum = early.plus(late);
        assertThat(sum.isRegular()).isFalse();
        assertThat(sum.size()).isEqualTo(3);
        assertThat(sum.valueCount()).isZero();
    }

    @Test
    void sumsAgreeWithMapsOnRandomSeries() {
        long seed = Seeds.of(11);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Series a = random(random);
            Series b = random(random);
            Map<Long, Double> expected = new TreeMap<>();
            Map<Long, Double> left = toMap(a);
            Map<Long, Double> right = toMap(b);
            left.forEach((t, v) -> expected.put(t, v - right.getOrDefault(t, NaN)));
            right.keySet().forEach(t -> expected.putIfAbsent(t, NaN));
            if (a.isRegular() && b.isRegular()) { // with the instants between, where there is nothing
                Series both = a.combineFirst(b);
                assertThat(a.minus(b).grid())
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(both.grid());
                both.forEach((t, v) -> expected.putIfAbsent(t, NaN));
            }
            assertThat(new TreeMap<>(toMap(a.minus(b))))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
            assertThat(a.plus(b.times(-1))).as("seed %d, round %d", seed, round).isEqualTo(a.minus(b));
        }
    }

    private static Series random(Random random) {
        double[] values = random.doubles(random.nextInt(12))
                .map(v -> v < 0.3 ? NaN : Math.rint(v * 100))
                .toArray();
        Series regular = hours(random.nextInt(20), values);
        return random.nextBoolean()
                ? regular
                : Series.irregular(regular.epochMillis(), values).dropNaN();
    }

    @Test
    void shiftMovesEveryPoint() {
        assertRegular(
                hours(0, 1, 2).shift(Duration.ofMinutes(-30)),
                Series.regular(START.minusMinutes(30), HOUR, new double[] {1, 2}));
        Series beside = Series.wrap(new long[] {1, 5}, new double[] {2, NaN});
        assertThat(beside.shift(Duration.ofMillis(10)))
                .isEqualTo(Series.wrap(new long[] {11, 15}, new double[] {2, NaN}));
        assertThat(beside.shift(Duration.ZERO)).isSameAs(beside);
        assertThat(Series.empty().shift(Duration.ofDays(1))).isEqualTo(Series.empty());
    }

    @Test
    void shiftedDaysStayRegularWhereTheyAreDays() {
        Series beforeChange = Series.regular(START.minusDays(9), DAY, new double[] {1, 2});
        assertRegular(
                beforeChange.shift(Duration.ofDays(3)), Series.regular(START.minusDays(6), DAY, new double[] {1, 2}));
        Series overChange = beforeChange.shift(Duration.ofDays(9));
        assertThat(overChange.isRegular())
                .as("two days, of which one then begins at one")
                .isTrue();
        Series after = beforeChange.shift(Duration.ofDays(10));
        assertThat(after.isRegular()).isFalse();
        assertThat(after.lastTimestamp())
                .contains(START.minusDays(8).toInstant().plus(Duration.ofDays(10)));
        assertThat(beforeChange.shift(Duration.ofMinutes(-30)).isRegular()).isFalse();
        ZonedDateTime january = ZonedDateTime.of(2025, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        Series months = Series.regular(january, MONTH, new double[] {1});
        assertRegular(
                months.shift(Duration.ofDays(31)), Series.regular(january.plusMonths(1), MONTH, new double[] {1}));
        assertThat(months.shift(Duration.ofDays(1)).isRegular()).isFalse();
    }

    @Test
    void shiftsThatLeaveTimeAreRefused() {
        Series beside = Series.wrap(new long[] {1, 5}, new double[] {2, 3});
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Series.wrap(new long[] {Long.MAX_VALUE}, new double[1]).shift(Duration.ofMillis(1)))
                .withMessageStartingWith("+292278994-08-17T07:12:55.807Z shifted by PT0.001S cannot be represented");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> beside.shift(Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageContaining("cannot be represented in milliseconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> beside.shift(Duration.ofNanos(1)))
                .withMessage("a shift must be a whole number of milliseconds, not PT0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hours(0, 1).shift(Duration.ofDays(3_650_000)))
                .withMessageContaining("years 1 to 9999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.regular(START, DAY, new double[1]).shift(Duration.ofDays(-3_650_000)))
                .withMessageContaining("years 1 to 9999");
    }

    @Test
    void gridsOfSumsAreThoseOfTheFirst() {
        Series utc = Series.regular(START.withZoneSameInstant(ZoneOffset.UTC), HOUR, new double[] {1});
        assertThat(hours(0, 1).plus(utc).grid()).contains(Grid.of(START, HOUR, 1));
        assertThat(utc.plus(hours(0, 1)).grid().orElseThrow().zone()).isEqualTo(ZoneOffset.UTC);
    }
}

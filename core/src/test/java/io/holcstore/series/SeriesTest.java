package io.holcstore.series;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Seeds;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Frequency HOUR = Frequency.parse("1h");
    private static final Frequency DAY = Frequency.parse("1d");
    private static final ZonedDateTime MARCH = ZonedDateTime.of(2024, 3, 1, 0, 0, 0, 0, PARIS);

    @Test
    void regularSeriesCountFromTheirStart() {
        Series series = Series.regular(MARCH, HOUR, new double[] {1, NaN, -0.0, NEGATIVE_INFINITY});
        assertThat(series.isRegular()).isTrue();
        assertThat(series.size()).isEqualTo(4);
        assertThat(series.valueCount()).isEqualTo(3);
        assertThat(series.epochMillisAt(3))
                .isEqualTo(MARCH.plusHours(3).toInstant().toEpochMilli());
        assertThat(series.valueAt(3)).isEqualTo(NEGATIVE_INFINITY);
        assertThat(series.grid()).contains(Grid.of(MARCH, HOUR, 4));
        assertThat(series.firstTimestamp()).contains(MARCH.toInstant());
        assertThat(series.lastTimestamp()).contains(MARCH.plusHours(3).toInstant());
    }

    @Test
    void calendarDaysFollowTheClock() {
        Series series = Series.regular(MARCH.withDayOfMonth(30), DAY, new double[] {1, 2, 3});
        assertThat(series.epochMillis())
                .containsExactly(
                        millis("2024-03-29T23:00:00Z"), millis("2024-03-30T23:00:00Z"), millis("2024-03-31T22:00:00Z"));
    }

    @Test
    void irregularSeriesAreSorted() {
        Series series = Series.irregular(new long[] {30, -10, 20}, new double[] {3, 1, 2});
        assertThat(series.isRegular()).isFalse();
        assertThat(series.grid()).isEmpty();
        assertThat(series.epochMillis()).containsExactly(-10, 20, 30);
        assertThat(series.values()).containsExactly(1, 2, 3);
        assertThat(series.firstTimestamp()).contains(Instant.ofEpochMilli(-10));
        assertThat(series.lastTimestamp()).contains(Instant.ofEpochMilli(30));
    }

    @Test
    void equalInstantsCollapseWhenTheyDoNotDisagree() {
        double[] values = {NaN, 7, 7, 1, NaN, NaN, NEGATIVE_INFINITY, NEGATIVE_INFINITY};
        Series series = Series.irregular(new long[] {5, 5, 5, 4, 4, 6, 3, 3}, values);
        assertThat(series.epochMillis()).containsExactly(3, 4, 5, 6);
        assertThat(series.values()).containsExactly(NEGATIVE_INFINITY, 1, 7, NaN);
    }

    @Test
    void twoDifferentValuesForOneInstantAreAnError() {
        long t = millis("2024-03-31T01:00:00Z");
        assertThatThrownBy(() -> Series.irregular(new long[] {t, 0, t}, new double[] {1.5, 9, 2.5}))
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContaining("2024-03-31T01:00:00Z: 1.5 and 2.5");
        assertThatThrownBy(() -> Series.irregular(new long[] {t, t}, new double[] {0.0, -0.0}))
                .isInstanceOf(ConflictingValuesException.class);
        assertThatThrownBy(
                        () -> Series.builder().add(t, 1).add(t, NaN).add(t, 2).build())
                .isInstanceOf(ConflictingValuesException.class);
    }

    @Test
    void sortingAgreesWithATreeOnRandomInput() {
        long seed = Seeds.of(42);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            int size = random.nextInt(60);
            long[] times = new long[size];
            double[] values = new double[size];
            TreeMap<Long, Double> expected = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                times[i] = random.nextInt(40) - 20L;
                values[i] = random.nextInt(4) == 0 ? NaN : times[i] * 1.5;
                expected.merge(times[i], values[i], (a, b) -> Double.isNaN(a) ? b : a);
            }
            Series series = Series.irregular(times, values);
            assertThat(toMap(series)).as("seed %d, round %d", seed, round).isEqualTo(expected);
            assertThat(series.size()).isEqualTo(expected.size());
        }
    }

    @Test
    void takesAndGivesCopies() {
        double[] values = {1, 2};
        long[] times = {10, 20};
        Series regular = Series.regular(Grid.of(MARCH, HOUR, 2), values);
        Series irregular = Series.irregular(times, values);
        values[0] = 99;
        times[0] = 0;
        regular.values()[1] = 99;
        irregular.values()[1] = 99;
        irregular.epochMillis()[1] = 99;
        assertThat(regular.values()).containsExactly(1, 2);
        assertThat(irregular.values()).containsExactly(1, 2);
        assertThat(irregular.epochMillis()).containsExactly(10, 20);
    }

    @Test
    void wrapTakesWhatItIsGivenOrRefusesIt() {
        assertThat(Series.wrap(new long[] {1, 2}, new double[] {5, 6}).valueAt(1))
                .isEqualTo(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.wrap(new long[] {1, 1}, new double[] {5, 5}))
                .withMessageContaining("number 1 is 1970-01-01T00:00:00.001Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.wrap(new long[] {0, 2, 1}, new double[] {5, 6, 7}))
                .withMessageContaining("number 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.wrap(new long[] {1}, new double[] {5, 6}))
                .withMessage("1 times but 2 values");
        assertThatIllegalArgumentException().isThrownBy(() -> Series.irregular(new long[2], new double[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.wrap(Grid.of(MARCH, HOUR, 3), new double[2]))
                .withMessageContaining("2 values for a grid of 3 points");
        assertThatIllegalArgumentException().isThrownBy(() -> Series.regular(Grid.of(MARCH, HOUR, 1), new double[2]));
    }

    @Test
    void emptySeriesAreLegalAndEqual() {
        Series regular = Series.regular(MARCH, HOUR, new double[0]);
        Series irregular = Series.irregular(new long[0], new double[0]);
        assertThat(Series.empty())
                .isEqualTo(regular)
                .isEqualTo(irregular)
                .isEqualTo(Series.builder().build())
                .hasSameHashCodeAs(regular);
        assertThat(regular.isEmpty()).isTrue();
        assertThat(regular.firstTimestamp()).isEmpty();
        assertThat(regular.lastTimestamp()).isEmpty();
        assertThat(regular.trim().isEmpty()).isTrue();
        assertThat(regular.slice(TimeRange.all()).isEmpty()).isTrue();
    }

    @Test
    void buildersTakePointsInAnyOrder() {
        Instant instant = Instant.parse("1969-12-31T23:59:59.999Z");
        Series.Builder builder = Series.builder().add(MARCH, 3).add(instant, 1).add(0L, 2);
        Series series = builder.build();
        assertThat(series.epochMillis())
                .containsExactly(-1, 0, MARCH.toInstant().toEpochMilli());
        assertThat(series.values()).containsExactly(1, 2, 3);
        assertThat(builder.add(1L, 4).build().size()).isEqualTo(4);
        assertThat(series.size()).isEqualTo(3);
    }

    @Test
    void buildersRefuseWhatMillisecondsCannotHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.builder().add(Instant.parse("2024-01-01T00:00:00.0005Z"), 1))
                .withMessageContaining("2024-01-01T00:00:00.000500Z is not a whole millisecond");
        assertThatIllegalArgumentException().isThrownBy(() -> Series.builder().add(MARCH.withNano(1), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Series.builder().add(Instant.MAX, 1));
    }

    @Test
    void slicesAreHalfOpenAndStayRegular() {
        Series year = Series.regular(MARCH.withDayOfYear(1), HOUR, new double[8784]);
        Series march = year.slice(TimeRange.month(YearMonth.of(2024, 3), PARIS));
        assertThat(march.size()).isEqualTo(743);
        assertThat(march.isRegular()).isTrue();
        assertThat(march.firstTimestamp()).contains(MARCH.toInstant());
        Series irregular = Series.irregular(new long[] {10, 20, 30}, new double[] {1, 2, 3});
        assertThat(irregular.slice(TimeRange.ofEpochMillis(10, 30)).epochMillis())
                .containsExactly(10, 20);
        assertThat(irregular.slice(TimeRange.ofEpochMillis(11, 31)).values()).containsExactly(2, 3);
        assertThat(irregular.slice(TimeRange.ofEpochMillis(21, 30)).isEmpty()).isTrue();
        assertThat(irregular.slice(TimeRange.ofEpochMillis(31, 99)).isEmpty()).isTrue();
        assertThat(irregular.slice(TimeRange.all())).isEqualTo(irregular);
    }

    @Test
    void findsTheFirstPointAtOrAfterAnInstant() {
        Series series = Series.irregular(new long[] {10, 20, 30}, new double[3]);
        assertThat(new int[] {
                    series.indexAtOrAfter(Long.MIN_VALUE),
                    series.indexAtOrAfter(10),
                    series.indexAtOrAfter(11),
                    series.indexAtOrAfter(30),
                    series.indexAtOrAfter(31)
                })
                .containsExactly(0, 0, 1, 2, 3);
    }

    @Test
    void trimDropsTheEdgesWithoutValues() {
        Series series = Series.regular(MARCH, HOUR, new double[] {NaN, NaN, 1, NaN, 2, NaN});
        assertThat(series.trim()).isEqualTo(Series.regular(MARCH.plusHours(2), HOUR, new double[] {1, NaN, 2}));
        assertThat(series.trim().isRegular()).isTrue();
        assertThat(Series.irregular(new long[] {1, 2, 3}, new double[] {NaN, 5, NaN})
                        .trim())
                .isEqualTo(Series.irregular(new long[] {2}, new double[] {5}));
        assertThat(Series.regular(MARCH, HOUR, new double[] {NaN, NaN}).trim().isEmpty())
                .isTrue();
    }

    @Test
    void forEachHandsOverEveryPointInOrder() {
        List<String> seen = new ArrayList<>();
        Series.irregular(new long[] {2, 1}, new double[] {NaN, 7}).forEach((t, v) -> seen.add(t + "=" + v));
        assertThat(seen).containsExactly("1=7.0", "2=NaN");
    }

    @Test
    void copiesValuesIntoTheCallersArray() {
        Series series = Series.regular(MARCH, HOUR, new double[] {1, 2, 3, 4});
        double[] dest = new double[4];
        series.copyValues(1, 3, dest, 2);
        assertThat(dest).containsExactly(0, 0, 2, 3);
        assertThatThrownBy(() -> series.copyValues(2, 5, dest, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> series.copyValues(0, 4, dest, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void equalsByPointsBitByBit() {
        Series regular = Series.regular(MARCH, HOUR, new double[] {1, NaN});
        long t = MARCH.toInstant().toEpochMilli();
        Series irregular = Series.irregular(
                new long[] {t, t + 3_600_000}, new double[] {1, Double.longBitsToDouble(0x7ff8000000000123L)});
        assertThat(regular).isEqualTo(irregular).hasSameHashCodeAs(irregular);
        assertThat(irregular).isEqualTo(regular);
        assertThat(regular)
                .isNotEqualTo(Series.regular(MARCH, HOUR, new double[] {1, 2}))
                .isNotEqualTo(Series.regular(MARCH, HOUR, new double[] {1}))
                .isNotEqualTo(Series.regular(MARCH.plusHours(1), HOUR, new double[] {1, NaN}))
                .isNotEqualTo(Series.regular(MARCH, Frequency.parse("30min"), new double[] {1, NaN}));
        assertThat(Series.irregular(new long[] {1}, new double[] {0.0}))
                .isNotEqualTo(Series.irregular(new long[] {1}, new double[] {-0.0}));
    }

    @Test
    void dropNaNKeepsThePointsWithAValue() {
        Series hours = Series.regular(MARCH, HOUR, new double[] {NaN, 1, -0.0, NaN});
        assertThat(hours.dropNaN()).isEqualTo(Series.regular(MARCH.plusHours(1), HOUR, new double[] {1, -0.0}));
        assertThat(hours.dropNaN().isRegular()).isTrue();
        Series holed = Series.regular(MARCH, HOUR, new double[] {NaN, 1, NaN, 2, NaN});
        long start = MARCH.toInstant().toEpochMilli();
        assertThat(holed.dropNaN())
                .isEqualTo(
                        Series.irregular(new long[] {start + 3_600_000, start + 3 * 3_600_000}, new double[] {1, 2}));
        assertThat(holed.dropNaN().isRegular()).isFalse();
        assertThat(Series.irregular(new long[] {1}, new double[] {NaN}).dropNaN())
                .isEqualTo(Series.empty());
        Series full = Series.irregular(new long[] {1, 2}, new double[] {0, 1});
        assertThat(full.dropNaN()).isSameAs(full);
    }

    @Test
    void textIsShort() {
        assertThat(Series.regular(MARCH, HOUR, new double[743]).toString())
                .contains("743", "1h", "2024-02-29T23:00:00Z")
                .hasSizeLessThan(100);
        assertThat(Series.irregular(new long[] {0, 1}, new double[2]))
                .hasToString("Series(2 points from 1970-01-01T00:00:00Z to 1970-01-01T00:00:00.001Z)");
        assertThat(Series.empty()).hasToString("Series(empty)");
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    static Map<Long, Double> toMap(Series series) {
        TreeMap<Long, Double> map = new TreeMap<>();
        series.forEach(map::put);
        assertThat(map.keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(series.epochMillis()).boxed().toList());
        return map;
    }
}

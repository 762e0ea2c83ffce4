package io.holcstore.series;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResampleTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final Frequency HALF = Frequency.parse("30min");
    private static final Frequency HOUR = Frequency.parse("1h");
    private static final Frequency DAY = Frequency.parse("1d");
    private static final Frequency MONTH = Frequency.parse("1month");
    private static final Frequency YEAR = Frequency.parse("1year");

    private static Series ones(TimeRange range, Frequency step, ZoneId zone) {
        Grid grid = Grid.over(range, step, zone);
        double[] values = new double[grid.size()];
        Arrays.fill(values, 1);
        return Series.regular(grid, values);
    }

    private static ZonedDateTime at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone);
    }

    @Test
    void aDayHasTheHoursThatItHas() {
        TimeRange march = TimeRange.month(YearMonth.of(2024, 3), PARIS);
        Series days = ones(march, HOUR, PARIS).resample(DAY, PARIS, Resample.SUM);
        assertThat(days.grid()).contains(Grid.over(march, DAY, PARIS));
        assertThat(days.valueAt(29)).isEqualTo(24);
        assertThat(days.valueAt(30)).isEqualTo(23);
        Series october = ones(TimeRange.month(YearMonth.of(2024, 10), PARIS), HOUR, PARIS);
        assertThat(october.resample(DAY, PARIS, Resample.SUM).valueAt(26)).isEqualTo(25);
        assertThat(october.resample(DAY, PARIS, Resample.SUM).resample(HOUR, PARIS, Resample.SUM))
                .isEqualTo(october);
    }

    @Test
    void monthsAndYearsAreThoseOfTheZone() {
        TimeRange year = TimeRange.year(2024, PARIS);
        Series months = ones(year, HOUR, PARIS).resample(MONTH, PARIS, Resample.SUM);
        assertThat(months.grid()).contains(Grid.over(year, MONTH, PARIS));
        for (int month = 1; month <= 12; month++) {
            TimeRange range = TimeRange.month(YearMonth.of(2024, month), PARIS);
            assertThat(months.valueAt(month - 1)).isEqualTo((range.endMillis() - range.startMillis()) / 3_600_000.0);
        }
        assertThat(months.resample(YEAR, PARIS, Resample.SUM).values()).containsExactly(8784);
        assertThat(ones(year, DAY, PARIS).resample(YEAR, PARIS, Resample.SUM).values())
                .containsExactly(Year.of(2024).length());
    }

    @Test
    void theRepeatedHourIsTwoHours() {
        Series quarters = Series.regular(
                at("2024-10-27T02:00", PARIS), Frequency.parse("15min"), new double[] {1, 2, 3, 4, 5, 6, 7, 8});
        Series hours = quarters.resample(HOUR, PARIS, Resample.SUM);
        assertThat(hours)
                .isEqualTo(Series.regular(
                        ZonedDateTime.of(2024, 10, 27, 0, 0, 0, 0, ZoneOffset.UTC), HOUR, new double[] {10, 26}));
        assertThat(hours.grid().orElseThrow().zone()).isEqualTo(PARIS);
    }

    @Test
    void daysMayChangeByHalfAnHour() {
        LocalDate shorter = LocalDate.of(2024, 10, 6);
        LocalDate longer = LocalDate.of(2024, 4, 7);
        for (LocalDate day : new LocalDate[] {shorter, longer}) {
            TimeRange range = TimeRange.day(day, LORD_HOWE);
            Series halves = ones(range, HALF, LORD_HOWE);
            assertThat(halves.resample(DAY, LORD_HOWE, Resample.SUM).values())
                    .containsExactly(day.equals(shorter) ? 47 : 49);
            Series hours = halves.resample(HOUR, LORD_HOWE, Resample.SUM);
            assertThat(hours.isRegular()).as("the last hour is half an hour").isFalse();
            assertThat(hours.valueAt(hours.size() - 1)).isEqualTo(1);
            assertThat(halves.resample(DAY, LORD_HOWE, Resample.SUM)
                            .resample(HOUR, LORD_HOWE, Resample.SUM)
                            .resample(DAY, LORD_HOWE, Resample.SUM)
                            .values())
                    .containsExactly(day.equals(shorter) ? 47 : 49);
        }
    }

    @Test
    void aZoneOfHalfHoursHasItsOwnHours() {
        Series utc = ones(TimeRange.day(LocalDate.of(2024, 1, 1), ZoneOffset.UTC), HALF, ZoneOffset.UTC);
        Series hours = utc.resample(HOUR, KOLKATA, Resample.SUM);
        assertThat(hours.firstTimestamp())
                .contains(at("2024-01-01T05:00", KOLKATA).toInstant());
        assertThat(hours.valueAt(0)).as("half of it is there").isEqualTo(1);
        assertThat(hours.valueAt(1)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ones(TimeRange.day(LocalDate.of(2024, 1, 1), ZoneOffset.UTC), HOUR, ZoneOffset.UTC)
                        .resample(DAY, KOLKATA, Resample.SUM))
                .withMessageContaining("24 x 1h from 2024-01-01T00:00:00Z (Z) does not fit slots of 1d in Asia/Kolkata")
                .withMessageContaining("the slot from 2024-01-01T18:30:00Z begins inside a step");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        double[] two = {1, 2};
        assertRefused(
                Series.regular(at("2024-01-01T00:00", PARIS), Frequency.parse("45min"), two),
                HOUR,
                "the slot from 2024-01-01T00:00:00Z begins inside a step");
        assertRefused(
                Series.regular(at("2024-01-01T00:15", PARIS), HOUR, two),
                HALF,
                "2023-12-31T23:15:00Z lies inside a slot");
        assertRefused(
                Series.regular(at("2024-01-01T00:00", PARIS), Frequency.parse("45min"), new double[] {1}),
                HALF,
                "2023-12-31T23:45:00Z lies inside a slot");
        assertRefused(
                Series.regular(at("2024-03-30T00:00", PARIS), Frequency.parse("24h"), new double[] {1, 2, 3}),
                DAY,
                "2024-03-31T23:00:00Z lies inside a slot");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.empty().resample(Frequency.parse("7h"), PARIS, Resample.SUM))
                .withMessageStartingWith("buckets of 7h are not possible");
        for (long far : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> Series.wrap(new long[] {far}, new double[1]).resample(DAY, PARIS, Resample.SUM))
                    .withMessageContaining("outside the years 1 to 9999");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ones(TimeRange.year(2024, PARIS), MONTH, PARIS)
                        .resample(Frequency.parse("1ms"), PARIS, Resample.SUM))
                .withMessageContaining("more than 2147483639 buckets of 1ms");
    }

    private static void assertRefused(Series series, Frequency step, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series.resample(step, PARIS, Resample.MEAN))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"SUM,6", "MEAN,2", "MIN,-1", "MAX,4", "FIRST,3", "LAST,4"})
    void missingValuesDoNotCount(Resample how, double expected) {
        double[] values = {NaN, 3, -1, 4, NaN, NaN, NaN, NaN, NaN, NaN};
        Series slots = Series.regular(at("2024-01-01T00:00", PARIS), Frequency.parse("10min"), values)
                .resample(HOUR, PARIS, how);
        assertThat(slots.values()).containsExactly(expected, NaN);
        long start = at("2024-01-01T00:00", PARIS).toInstant().toEpochMilli();
        Series beside = Series.irregular(
                new long[] {start, start + 1, start + 2, start + 3_599_999, start + 4 * 3_600_000},
                new double[] {NaN, 3, -1, 4, NaN});
        assertThat(beside.resample(HOUR, PARIS, how))
                .as("an hour without points is there, without a value")
                .isEqualTo(Series.regular(
                        at("2024-01-01T00:00", PARIS), HOUR, new double[] {expected, NaN, NaN, NaN, NaN}));
    }

    @Test
    void infinitiesAreValues() {
        double[] values = {POSITIVE_INFINITY, NEGATIVE_INFINITY};
        Series halves = Series.regular(at("2024-01-01T00:00", PARIS), HALF, values);
        assertThat(halves.resample(HOUR, PARIS, Resample.SUM).values()).containsExactly(NaN);
        assertThat(halves.resample(HOUR, PARIS, Resample.MIN).values()).containsExactly(NEGATIVE_INFINITY);
        assertThat(halves.resample(Frequency.parse("15min"), PARIS, Resample.SUM)
                        .values())
                .containsExactly(POSITIVE_INFINITY, POSITIVE_INFINITY, NEGATIVE_INFINITY, NEGATIVE_INFINITY);
    }

    @Test
    void longerStepsAreDividedOrRepeated() {
        Series hours = Series.regular(at("2024-01-01T00:00", PARIS), HOUR, new double[] {4, NaN, -0.0});
        assertThat(hours.resample(HALF, PARIS, Resample.SUM).values()).containsExactly(2, 2, NaN, NaN, -0.0, -0.0);
        for (Resample how : Resample.values()) {
            if (how != Resample.SUM) {
                Series halves = hours.resample(HALF, PARIS, how);
                assertThat(halves.values()).containsExactly(4, 4, NaN, NaN, -0.0, -0.0);
                assertThat(halves.isRegular()).isTrue();
            }
        }
        Series month = Series.regular(at("2024-03-01T00:00", PARIS), MONTH, new double[] {743});
        Series days = month.resample(DAY, PARIS, Resample.SUM);
        assertThat(days.valueAt(0)).as("in proportion to the hours").isEqualTo(24);
        assertThat(days.valueAt(30)).isCloseTo(23, within(1e-12));
        double[] largest = {Double.MAX_VALUE};
        assertThat(Series.regular(at("2024-01-01T00:00", PARIS), HOUR, largest)
                        .resample(HALF, PARIS, Resample.SUM)
                        .values())
                .containsExactly(Double.MAX_VALUE / 2, Double.MAX_VALUE / 2);
    }

    @ParameterizedTest
    @EnumSource
    void nothingStaysNothing(Resample how) {
        assertThat(Series.empty().resample(DAY, PARIS, how)).isEqualTo(Series.empty());
        Series none = Series.regular(at("2024-01-01T00:00", PARIS), HOUR, new double[0]);
        assertThat(none.resample(DAY, PARIS, how).isRegular()).isTrue();
        assertThat(none.resample(DAY, PARIS, how).isEmpty()).isTrue();
    }

    @Test
    void pointsFarApartDoNotFillTheMemory() {
        long start = at("2024-01-01T00:00", PARIS).toInstant().toEpochMilli();
        Series apart = Series.wrap(new long[] {0, start + 1, start + 2}, new double[] {5, 1, 2});
        Series seconds = apart.resample(Frequency.parse("1s"), PARIS, Resample.SUM);
        assertThat(seconds).isEqualTo(Series.wrap(new long[] {0, start}, new double[] {5, 3}));
        assertThat(seconds.isRegular()).isFalse();
    }

    @Test
    void daysThatTheZoneSkippedHaveNoSlot() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        TimeRange range = TimeRange.of(at("2011-12-29T00:00", apia), at("2012-01-01T00:00", apia));
        Series days = ones(range, HOUR, apia).resample(DAY, apia, Resample.SUM);
        assertThat(days.values()).containsExactly(24, 24);
        assertThat(days.epochMillisAt(1))
                .isEqualTo(at("2011-12-31T00:00", apia).toInstant().toEpochMilli());
    }
}

package io.holcstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.files.CsvImport;
import io.holcstore.http.Access;
import io.holcstore.http.SyncClient;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.series.Gaps;
import io.holcstore.series.Missing;
import io.holcstore.series.Resample;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The smallest and largest arguments are refused where they come in, with what is wrong with them, or mean what they
 * say.
 */
class EdgeArgumentsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration SHORTEST = Duration.ofSeconds(Long.MIN_VALUE);
    private static final TimeRange YEAR = TimeRange.year(2024, PARIS);
    private static final Series DAY = Series.regular(
            LocalDateTime.parse("2024-01-01T00:00").atZone(PARIS), Frequency.parse("1h"), new double[24]);
    private static final Grid GRID = Grid.over(YEAR, Frequency.parse("1h"), PARIS);

    private static Arguments refused(String part, ThrowingCallable call) {
        return Arguments.of(part, call);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("2147483647month", () -> Frequency.parse("2147483647month")),
                refused("2147483647d", () -> Frequency.parse("2147483647d")),
                refused("10000year", () -> Frequency.parse("10000year")),
                refused("9223372036854775807ms", () -> Frequency.parse("9223372036854775807ms")),
                refused(LONGEST.toString(), () -> Frequency.of(LONGEST)),
                refused(SHORTEST.toString(), () -> Frequency.of(SHORTEST)),
                refused("P2147483647M", () -> Frequency.of(Period.ofMonths(Integer.MAX_VALUE))),
                refused("P-2147483648D", () -> Frequency.of(Period.ofDays(Integer.MIN_VALUE))),
                refused("P2147483647Y", () -> Frequency.of(Period.ofYears(Integer.MAX_VALUE))),
                refused(LocalDate.MIN.toString(), () -> TimeRange.day(LocalDate.MIN, PARIS)),
                refused(LocalDate.MAX.toString(), () -> TimeRange.day(LocalDate.MAX, PARIS)),
                refused("0000-12-31", () -> TimeRange.day(LocalDate.of(0, 12, 31), PARIS)),
                refused("10000-01-01", () -> TimeRange.day(LocalDate.of(10_000, 1, 1), PARIS)),
                refused("999999999-12", () -> TimeRange.month(YearMonth.of(Year.MAX_VALUE, 12), PARIS)),
                refused("-999999999-01", () -> TimeRange.month(YearMonth.of(Year.MIN_VALUE, 1), PARIS)),
                refused("2147483647", () -> TimeRange.year(Integer.MAX_VALUE, PARIS)),
                refused("-2147483648", () -> TimeRange.year(Integer.MIN_VALUE, PARIS)),
                refused("years 1 to 9999", () -> grid(LocalDateTime.MAX.atZone(PARIS))),
                refused("years 1 to 9999", () -> grid(LocalDateTime.MIN.atZone(ZoneOffset.MAX))),
                refused("years 1 to 9999", () -> Grid.of(Long.MAX_VALUE, Frequency.parse("1d"), PARIS, 1)),
                refused("years 1 to 9999", () -> Grid.over(over(0, Long.MAX_VALUE - 1), Frequency.parse("1d"), PARIS)),
                refused("years 1 to 9999", () -> Grid.over(over(0, Long.MAX_VALUE - 1), Frequency.parse("1h"), PARIS)),
                refused("years 1 to 9999", () -> calendar().window(over(0, Long.MAX_VALUE - 1))),
                refused("years 1 to 9999", () -> Frequency.parse("1d").after(Long.MAX_VALUE, PARIS)),
                refused("years 1 to 9999", () -> Frequency.parse("1h").after(Long.MIN_VALUE, PARIS)),
                refused("cannot be represented in milliseconds", () -> DAY.shift(LONGEST)),
                refused("cannot be represented in milliseconds", () -> DAY.shift(SHORTEST)),
                refused("years 1 to 9999", () -> DAY.shift(Duration.ofDays(3_652_059))),
                refused("years 1 to 9999", () -> beyond().resample(hour(), PARIS, Resample.SUM)),
                refused("years 1 to 9999", () -> Missing.find(beyond(), over(0, Long.MAX_VALUE - 1), hour(), PARIS)),
                refused(LONGEST.toString(), () -> DAY.dropHead(LONGEST)),
                refused(SHORTEST.toString(), () -> DAY.dropHead(SHORTEST)),
                refused(LONGEST.toString(), () -> Combine.newestFirst().dropHead(LONGEST)),
                refused(SHORTEST.toString(), () -> Combine.newestFirst().dropHead(SHORTEST)),
                refused(LONGEST.toString(), () -> Gaps.find(DAY, GRID, LONGEST)),
                refused(SHORTEST.toString(), () -> Gaps.find(DAY, GRID, SHORTEST)),
                refused(Instant.MAX.toString(), () -> Series.builder().add(Instant.MAX, 1)),
                refused(Instant.MIN.toString(), () -> Series.builder().add(Instant.MIN, 1)),
                refused(LONGEST.toString(), () -> client().requestTimeout(LONGEST)),
                refused(LONGEST.toString(), () -> client().deadline(LONGEST)),
                refused(LONGEST.toString(), () -> django().overlap(LONGEST)),
                refused(SHORTEST.toString(), () -> django().overlap(SHORTEST)),
                refused("'Europe/Pars'", () -> CsvImport.read(Path.of("x.csv")).tz("Europe/Pars")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void argumentsAreRefusedByName(String part, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(part);
    }

    private static Grid grid(ZonedDateTime start) {
        return Grid.of(start, hour(), 1);
    }

    private static Frequency hour() {
        return Frequency.parse("1h");
    }

    private static TimeRange over(long start, long end) {
        return TimeRange.ofEpochMillis(start, end);
    }

    private static Series beyond() {
        return Series.wrap(new long[] {Long.MAX_VALUE - 2}, new double[] {1});
    }

    private static ChunkCalendar calendar() {
        return ChunkCalendar.of(ChunkBy.YEAR, hour(), PARIS);
    }

    private static io.holcstore.django.DjangoSyncClient.Builder django() {
        return io.holcstore.django.DjangoSyncClient.builder(URI.create("http://localhost/"));
    }

    private static io.holcstore.http.SyncClientBuilder client() {
        return SyncClient.builder(URI.create("http://localhost/"));
    }

    @Test
    void theLongestStepsWorkFromTheFirstYearToTheLast() {
        for (Frequency longest : List.of(
                Frequency.parse("9999year"),
                Frequency.parse("119988month"),
                Frequency.parse("3652059d"),
                Frequency.of(Duration.ofDays(3_652_059)))) {
            for (LocalDate day : List.of(LocalDate.of(1, 1, 1), LocalDate.of(2024, 1, 1), LocalDate.of(9999, 1, 1))) {
                Grid grid = Grid.of(day.atStartOfDay(ZoneOffset.UTC), longest, 1);
                assertThat(grid.endMillis()).isGreaterThan(grid.startMillis());
                assertThat(grid.indexOf(grid.startMillis())).isZero();
                assertThat(longest.after(grid.startMillis(), ZoneOffset.UTC)).isEqualTo(grid.endMillis());
                if (longest.isCalendar()) {
                    TimeRange range = TimeRange.day(day, PARIS);
                    long[] bounds = BucketCalendar.of(
                                    BucketRule.of(longest, calendar().zone()), calendar())
                            .bounds(range);
                    assertThat(bounds).hasSize(2);
                    assertThat(bounds[0]).isLessThanOrEqualTo(range.startMillis());
                    assertThat(bounds[1]).isGreaterThanOrEqualTo(range.endMillis());
                }
            }
        }
    }

    @Test
    void theEndsOfTheYearsAreInside() {
        assertThat(TimeRange.day(LocalDate.of(9999, 12, 31), PARIS).isEmpty()).isFalse();
        assertThat(TimeRange.month(YearMonth.of(9999, 12), PARIS).isEmpty()).isFalse();
        assertThat(TimeRange.year(1, PARIS).isEmpty()).isFalse();
        assertThat(TimeRange.of(Instant.MIN, Instant.MAX)).isEqualTo(TimeRange.all());
        Duration years = Duration.ofDays(3_652_059);
        assertThat(DAY.dropHead(years).isEmpty()).isTrue();
        assertThat(DAY.dropHead(Duration.ZERO)).isEqualTo(DAY);
        assertThat(Gaps.find(DAY, GRID, years)).hasSize(1);
        assertThat(Access.tooManyRequests(LONGEST)).isNotNull();
        assertThat(Access.tooManyRequests(SHORTEST)).isNotNull();
    }
}

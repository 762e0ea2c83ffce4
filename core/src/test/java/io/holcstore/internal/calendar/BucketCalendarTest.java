package io.holcstore.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static BucketCalendar buckets(String bucket, ZoneId zone, String step) {
        return BucketCalendar.of(
                BucketRule.of(Frequency.parse(bucket), zone),
                ChunkCalendar.of(ChunkBy.YEAR_MONTH, Frequency.parse(step), zone));
    }

    private static List<String> bounds(String bucket, String zone, String step, String from, String to) {
        ZoneId id = ZoneId.of(zone);
        TimeRange range = TimeRange.of(
                LocalDate.parse(from).atStartOfDay(id), LocalDate.parse(to).atStartOfDay(id));
        return Arrays.stream(buckets(bucket, id, step).bounds(range))
                .mapToObj(millis -> Instant.ofEpochMilli(millis)
                        .atZone(id)
                        .toLocalDateTime()
                        .toString())
                .toList();
    }

    @Test
    void bucketsAreThoseOfTheCalendarWhereverTheRangeBegins() {
        assertThat(bounds("1month", "Europe/Paris", "1h", "2024-03-15", "2024-05-02"))
                .containsExactly("2024-03-01T00:00", "2024-04-01T00:00", "2024-05-01T00:00", "2024-06-01T00:00");
        assertThat(bounds("3month", "Europe/Paris", "1h", "2024-03-15", "2024-05-02"))
                .containsExactly("2024-01-01T00:00", "2024-04-01T00:00", "2024-07-01T00:00");
        assertThat(bounds("2year", "Europe/Paris", "1h", "2024-03-15", "2025-01-01"))
                .containsExactly("2023-01-01T00:00", "2025-01-01T00:00");
        assertThat(bounds("7d", "Europe/Paris", "1h", "2024-03-20", "2024-04-02"))
                .containsExactly("2024-03-18T00:00", "2024-03-25T00:00", "2024-04-01T00:00", "2024-04-08T00:00");
        assertThat(bounds("1d", "Europe/Paris", "1h", "2024-03-20", "2024-03-20"))
                .isEmpty();
    }

    @Test
    void daysThatTheZoneSkippedAreNone() {
        assertThat(bounds("1d", "Pacific/Apia", "1h", "2011-12-29", "2012-01-01"))
                .containsExactly("2011-12-29T00:00", "2011-12-31T00:00", "2012-01-01T00:00");
        assertThat(bounds("7d", "Pacific/Apia", "1h", "2011-12-26", "2012-01-03"))
                .as("weeks go on beginning on Monday")
                .containsExactly("2011-12-26T00:00", "2012-01-02T00:00", "2012-01-09T00:00");
        assertThat(bounds("12h", "Pacific/Apia", "1h", "2011-12-29", "2011-12-31"))
                .containsExactly("2011-12-29T00:00", "2011-12-29T12:00", "2011-12-31T00:00");
    }

    /** On 1 November 2009 the clock of St. John's went from 00:01 back to 23:01. */
    @Test
    void aMidnightThatComesTwiceBeginsOneDay() {
        ZoneId zone = ZoneId.of("America/St_Johns");
        long first = LocalDate.of(2009, 11, 1).atStartOfDay(zone).toInstant().toEpochMilli();
        BucketCalendar days = buckets("1d", zone, "1min");
        BucketCalendar months = buckets("1month", zone, "1min");
        for (long into = 0; into < 3 * 3_600_000; into += 60_000) {
            TimeRange moment = TimeRange.ofEpochMillis(first + into, first + into + 1);
            assertThat(days.bounds(moment)).containsExactly(first, first + 25 * 3_600_000);
            assertThat(months.bounds(moment)[0]).isEqualTo(first);
        }
        assertThat(days.bounds(TimeRange.ofEpochMillis(first - 1, first))).containsExactly(first - 86_400_000, first);
    }

    @ParameterizedTest
    @CsvSource({
        "15min,15min",
        "1h,30min",
        "6h,30min",
        "1d,30min",
        "7d,1d",
        "10d,30min",
        "1month,30min",
        "7month,1d",
        "1year,1d"
    })
    void bucketsFollowEachOtherAndHoldTheRange(String bucket, String step) {
        for (String name : List.of("Europe/Paris", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Manila", "UTC")) {
            ZoneId zone = ZoneId.of(name);
            BucketCalendar calendar = buckets(bucket, zone, step);
            long start = LocalDate.of(2011, 11, 29)
                    .atTime(5, 3)
                    .atZone(zone)
                    .toInstant()
                    .toEpochMilli();
            for (long length : new long[] {1, 1000, 86_400_000, 40 * 86_400_000L, 500 * 86_400_000L}) {
                long[] bounds = calendar.bounds(TimeRange.ofEpochMillis(start, start + length));
                int last = bounds.length - 1;
                assertThat(bounds[0]).isLessThanOrEqualTo(start);
                assertThat(bounds[1]).isGreaterThan(start);
                assertThat(bounds[last]).isGreaterThanOrEqualTo(start + length);
                assertThat(bounds[last - 1]).isLessThan(start + length);
                assertThat(bounds).isSorted().doesNotHaveDuplicates();
                for (int i = 0; i < last; i += 1 + last / 500) {
                    assertThat(calendar.bounds(TimeRange.ofEpochMillis(bounds[i], bounds[i] + 1)))
                            .as("alone as among others")
                            .containsExactly(bounds[i], bounds[i + 1]);
                }
            }
        }
    }

    @Test
    void bucketsThatAreStepsOfOneGridSaySo() {
        assertThat(grid("1month", 2024, 2025).map(Grid::size)).contains(12);
        assertThat(grid("1h", 2024, 2025).map(Grid::size)).contains(8784);
        assertThat(grid("6h", 2024, 2025)).isEmpty();
        assertThat(grid("7d", 2024, 2025).orElseThrow().epochMillisAt(0))
                .isEqualTo(LocalDate.of(2024, 1, 1)
                        .with(DayOfWeek.MONDAY)
                        .atStartOfDay(PARIS)
                        .toInstant()
                        .toEpochMilli());
        assertThat(grid("1d", 2024, 2024).map(Grid::size)).contains(0);
    }

    private static Optional<Grid> grid(String bucket, int from, int to) {
        BucketCalendar calendar = buckets(bucket, PARIS, "1h");
        return calendar.grid(calendar.bounds(TimeRange.of(
                LocalDate.of(from, 1, 1).atStartOfDay(PARIS),
                LocalDate.of(to, 1, 1).atStartOfDay(PARIS))));
    }

    @Test
    void theFirstAndTheLastYear() {
        for (String bucket : List.of("1d", "7d", "7month", "1000year", "12h")) {
            BucketCalendar calendar = buckets(bucket, PARIS, "1h");
            ChunkCalendar chunks = ChunkCalendar.of(ChunkBy.YEAR_MONTH, Frequency.parse("1h"), PARIS);
            long first = chunks.startMillis(12);
            long end = chunks.endMillis(9999 * 12 + 11);
            assertThat(calendar.bounds(TimeRange.ofEpochMillis(first, first + 1))[0])
                    .isEqualTo(first);
            assertThat(calendar.bounds(TimeRange.ofEpochMillis(end - 1, end))).hasSize(2);
            assertThat(calendar.grid(calendar.bounds(TimeRange.ofEpochMillis(first, first + 1))))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({"20min,15min", "5h,1h", "48h,1h", "24h,1d", "10ms,15min"})
    void durationsThatCutSlotsOrDaysAreRefused(String bucket, String step) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buckets(bucket, PARIS, step))
                .withMessageContaining(bucket)
                .withMessageContaining("\"1month\"")
                .withMessageContaining("multiple of " + step);
    }

    @Test
    void rangesWithoutAnEndAreRefused() {
        BucketCalendar days = buckets("1d", PARIS, "1h");
        assertThatIllegalArgumentException().isThrownBy(() -> days.bounds(TimeRange.all()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> days.bounds(TimeRange.ofEpochMillis(0, Long.MAX_VALUE - 1)));
        ZoneId utc = ZoneId.of("UTC");
        BucketCalendar millis = BucketCalendar.of(
                BucketRule.of(Frequency.parse("1s"), utc),
                ChunkCalendar.of(ChunkBy.YEAR_MONTH, Frequency.parse("1s"), utc));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> millis.bounds(TimeRange.years()))
                .withMessageContaining("use shorter ranges");
    }

    @Test
    void chunksLieWholeInMonthsAndYears() {
        assertThat(buckets("1month", PARIS, "1h").holdsWholeChunks()).isTrue();
        assertThat(buckets("5month", PARIS, "1h").holdsWholeChunks()).isTrue();
        assertThat(buckets("31d", PARIS, "1h").holdsWholeChunks()).isFalse();
        ChunkCalendar years = ChunkCalendar.of(ChunkBy.YEAR, Frequency.parse("1h"), PARIS);
        assertThat(BucketCalendar.of(BucketRule.of(Frequency.parse("1year"), years.zone()), years)
                        .holdsWholeChunks())
                .isTrue();
        assertThat(BucketCalendar.of(BucketRule.of(Frequency.parse("24month"), years.zone()), years)
                        .holdsWholeChunks())
                .isTrue();
        assertThat(BucketCalendar.of(BucketRule.of(Frequency.parse("18month"), years.zone()), years)
                        .holdsWholeChunks())
                .isFalse();
    }
}

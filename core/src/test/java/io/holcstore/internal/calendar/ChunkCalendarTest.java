package io.holcstore.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long HOUR = 3_600_000;

    private static ChunkCalendar months(String freq, String zone) {
        return ChunkCalendar.of(ChunkBy.YEAR_MONTH, Frequency.parse(freq), ZoneId.of(zone));
    }

    private static int month(int year, int month) {
        return year * 12 + month - 1;
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 1h, 2024-03, 743",
        "Europe/Paris, 1h, 2024-10, 745",
        "Europe/Paris, 1h, 2021-10, 745", // October ends on the clock-change day
        "Europe/Paris, 15min, 2024-03, 2972",
        "Europe/Paris, 15min, 2024-10, 2980",
        "Europe/Paris, 1d, 2024-03, 31",
        "Europe/Paris, 1d, 2024-10, 31",
        "Europe/Paris, 1h, 1911-03, 745", // the clock went back 9 min 21 s: the last slot is that short
        "UTC, 1h, 2024-02, 696",
        "UTC, 10min, 2024-03, 4464",
        "Australia/Lord_Howe, 30min, 2024-04, 1441", // half an hour more
        "Australia/Lord_Howe, 30min, 2024-10, 1487",
        "Pacific/Apia, 1d, 2011-12, 30", // no 30 December
        "Pacific/Apia, 1h, 2011-12, 720",
        "Pacific/Kwajalein, 1d, 1993-08, 30",
        "Asia/Manila, 1d, 1844-12, 30",
        "Asia/Manila, 1d, 1845-01, 31",
        "America/Juneau, 1d, 1867-10, 31", // one day twice
        "America/Juneau, 1h, 1867-10, 768",
        "Pacific/Apia, 1d, 1892-07, 31",
        "America/St_Johns, 1h, 2009-11, 721",
        "America/St_Johns, 1h, 2009-10, 744",
    })
    void slotsOfAMonth(String zone, String freq, String month, int slots) {
        YearMonth yearMonth = YearMonth.parse(month);
        assertThat(months(freq, zone).slots(month(yearMonth.getYear(), yearMonth.getMonthValue())))
                .isEqualTo(slots);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 1h, 2024, 8784",
        "Europe/Paris, 15min, 2023, 35040",
        "Europe/Paris, 1d, 2024, 366",
        "Pacific/Apia, 1d, 2011, 364",
    })
    void slotsOfAYear(String zone, String freq, int year, int slots) {
        assertThat(ChunkCalendar.of(ChunkBy.YEAR, Frequency.parse(freq), ZoneId.of(zone))
                        .slots(year))
                .isEqualTo(slots);
    }

    @Test
    void chunksAreNumberedByYearAndMonthAndStartAtLocalMidnight() {
        ChunkCalendar calendar = months("1h", "Europe/Paris");

        assertThat(calendar.startMillis(month(2024, 4))).isEqualTo(millis("2024-03-31T22:00:00Z"));
        assertThat(month(2024, 4)).isEqualTo(24291);
        assertThat(calendar.endMillis(month(2024, 3))).isEqualTo(millis("2024-03-31T22:00:00Z"));
        assertThat(calendar.chunkOf(millis("2024-03-31T22:00:00Z"))).isEqualTo(24291);
        assertThat(calendar.chunkOf(millis("2024-03-31T21:59:59.999Z"))).isEqualTo(24290);
        assertThat(calendar.epochMillisAt(24291, 719)).isEqualTo(millis("2024-04-30T21:00:00Z"));
        ChunkCalendar years = ChunkCalendar.of(ChunkBy.YEAR, Frequency.parse("1h"), PARIS);
        assertThat(years.chunkOf(millis("2023-12-31T23:00:00Z"))).isEqualTo(2024);
        assertThat(years.startMillis(2024)).isEqualTo(millis("2023-12-31T23:00:00Z"));
    }

    @Test
    void aChunkStartsAtTheFirstOfTwoMidnights() {
        // At 00:01 on 1 November the clock went back to 23:01 on 31 October: midnight came again an hour later.
        ChunkCalendar calendar = months("1h", "America/St_Johns");
        int november = month(2009, 11);
        long midnight = millis("2009-11-01T02:30:00Z");

        assertThat(calendar.startMillis(november)).isEqualTo(midnight);
        assertThat(calendar.chunkOf(midnight - 1)).isEqualTo(november - 1);
        for (long t = midnight; t < midnight + 2 * HOUR; t += 60_000) {
            // A calendar of its own each time: one that has just seen November would answer from memory.
            assertThat(months("1h", "America/St_Johns").chunkOf(t))
                    .as(Instant.ofEpochMilli(t).toString())
                    .isEqualTo(november);
        }
    }

    @Test
    void chunksThatDoNotStartAtMidnightStartWithTheFirstInstantOfTheDay() {
        // Asuncion went from 24:00 on 30 September 2017 to 01:00 on 1 October.
        ChunkCalendar calendar = months("1h", "America/Asuncion");
        assertThat(Instant.ofEpochMilli(calendar.startMillis(month(2017, 10)))
                        .atZone(calendar.zone())
                        .toLocalDateTime())
                .isEqualTo(LocalDate.of(2017, 10, 1).atTime(1, 0));
    }

    @Test
    void slotsBetweenAnOddOffsetAndTheNextChunkAreShorter() {
        ChunkCalendar calendar = months("1h", "Europe/Paris");
        int march = month(1911, 3);
        long last = calendar.epochMillisAt(march, 744);

        assertThat(calendar.startMillis(march)).isEqualTo(millis("1911-02-28T23:50:39Z"));
        assertThat(calendar.endMillis(march) - last).isEqualTo(561_000);
        assertThat(calendar.joins(march)).isFalse();
        assertThat(calendar.joins(march + 1)).isTrue();
        assertThat(calendar.slotOf(march, last)).isEqualTo(744);
        assertThat(calendar.slotOf(march, last + 60_000)).isEqualTo(-1);
        assertThat(calendar.firstSlotAtOrAfter(march, last + 1)).isEqualTo(745);
        assertThat(calendar.nearestBefore(last + 60_000)).isEqualTo(last);
        assertThat(calendar.nearestAfter(last + 60_000)).isEqualTo(calendar.startMillis(march + 1));
        assertThat(months("1d", "Europe/Paris").joins(march)).isTrue();
    }

    @Test
    void slotsAreFoundExactly() {
        ChunkCalendar calendar = months("15min", "Europe/Paris");
        int march = month(2024, 3);
        long start = calendar.startMillis(march);

        assertThat(calendar.slotOf(march, start)).isZero();
        assertThat(calendar.slotOf(march, start + 900_000)).isEqualTo(1);
        assertThat(calendar.slotOf(march, start + 900_001)).isEqualTo(-1);
        assertThat(calendar.slotOf(march, start - 900_000)).isEqualTo(-1);
        assertThat(calendar.slotOf(march, calendar.endMillis(march))).isEqualTo(-1);
        assertThat(calendar.firstSlotAtOrAfter(march, Long.MIN_VALUE)).isZero();
        assertThat(calendar.firstSlotAtOrAfter(march, start + 1)).isEqualTo(1);
        assertThat(calendar.firstSlotAtOrAfter(march, Long.MAX_VALUE)).isEqualTo(2972);
        assertThat(calendar.nearestBefore(start + 7_000)).isEqualTo(start);
        assertThat(calendar.nearestAfter(start + 7_000)).isEqualTo(start + 900_000);
        assertThat(calendar.nearestBefore(start)).isEqualTo(start);
        assertThat(calendar.nearestAfter(start)).isEqualTo(start);
        assertThatThrownBy(() -> calendar.epochMillisAt(march, 2972)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> calendar.epochMillisAt(march, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void slotsOfADay() {
        assertThat(months("15min", "UTC").slotsPerDay()).isEqualTo(96);
        assertThat(months("24h", "UTC").slotsPerDay()).isEqualTo(1);
        assertThat(months("1d", "Europe/Paris").slotsPerDay()).isEqualTo(1);
    }

    @Test
    void yearsOneToNineThousandNineHundredNinetyNine() {
        for (ChunkBy chunkBy : ChunkBy.values()) {
            ChunkCalendar calendar = ChunkCalendar.of(chunkBy, Frequency.parse("1h"), PARIS);
            long first = LocalDate.of(1, 1, 1).atStartOfDay(PARIS).toInstant().toEpochMilli();
            long end =
                    LocalDate.of(10_000, 1, 1).atStartOfDay(PARIS).toInstant().toEpochMilli();

            int firstChunk = calendar.chunkOf(first);
            int lastChunk = calendar.chunkOf(end - 1);
            assertThat(calendar.startMillis(firstChunk)).isEqualTo(first);
            assertThat(calendar.endMillis(lastChunk)).isEqualTo(end);
            for (long outside : new long[] {first - 1, end, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> calendar.chunkOf(outside))
                        .withMessageContaining("years 1 to 9999");
            }
            for (int outside : new int[] {firstChunk - 1, lastChunk + 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> calendar.slots(outside))
                        .withMessageContaining("chunk " + outside);
            }
            TimeRange lastHours = TimeRange.ofEpochMillis(end - 90 * 60_000, end);
            assertThat(calendar.window(lastHours).size()).isEqualTo(1);
            assertThat(calendar.window(TimeRange.ofEpochMillis(end, end)).size())
                    .isZero();
            assertThat(calendar.window(TimeRange.ofEpochMillis(end - 1, end)).size())
                    .isZero();
        }
    }

    @Test
    void aWindowIsTheSlotsOfARange() {
        ChunkCalendar calendar = months("1h", "Europe/Paris");
        int march = month(2024, 3);

        Window window = calendar.window(
                TimeRange.of(Instant.parse("2024-03-31T00:30:00Z"), Instant.parse("2024-05-01T00:00:00Z")));

        assertThat(window.firstChunk()).isEqualTo(march);
        assertThat(window.lastChunk()).isEqualTo(march + 2);
        assertThat(window.fromSlot(march)).isEqualTo(722);
        assertThat(window.toSlot(march)).isEqualTo(743);
        assertThat(window.fromSlot(march + 1)).isZero();
        assertThat(window.toSlot(march + 1)).isEqualTo(720);
        assertThat(window.toSlot(march + 2)).isEqualTo(2);
        assertThat(window.offset(march)).isZero();
        assertThat(window.offset(march + 1)).isEqualTo(21);
        assertThat(window.offset(march + 2)).isEqualTo(741);
        assertThat(window.size()).isEqualTo(743);
        assertThat(window.isUniform()).isTrue();
        assertThat(window.grid()).isEqualTo(Grid.of(millis("2024-03-31T01:00:00Z"), Frequency.parse("1h"), PARIS, 743));
        assertThatIllegalArgumentException().isThrownBy(() -> window.offset(march - 1));
        assertThatIllegalArgumentException().isThrownBy(() -> window.toSlot(march + 3));
        assertThat(calendar.window(TimeRange.month(YearMonth.of(2024, 3), PARIS))
                        .size())
                .isEqualTo(743);
    }

    @Test
    void aWindowWithoutSlotsHasNoChunks() {
        ChunkCalendar calendar = months("1h", "Europe/Paris");
        long t = millis("2024-03-31T21:00:00Z");

        for (Window window : new Window[] {
            calendar.window(TimeRange.ofEpochMillis(t + 1, t + HOUR)),
            calendar.window(TimeRange.ofEpochMillis(t + 1, t + 2)),
            calendar.window(TimeRange.ofEpochMillis(t, t))
        }) {
            assertThat(window.size()).isZero();
            assertThat(window.lastChunk()).isEqualTo(window.firstChunk() - 1);
            assertThat(window.grid().size()).isZero();
            assertThat(window.epochMillis()).isEmpty();
        }
    }

    @Test
    void aWindowAcrossACutSlotIsNotUniform() {
        ChunkCalendar calendar = months("1h", "Europe/Paris");
        Window window = calendar.window(TimeRange.year(1911, PARIS));

        assertThat(window.isUniform()).isFalse();
        assertThat(window.size()).isEqualTo(365 * 24 + 1);
        assertThatIllegalStateException().isThrownBy(window::grid).withMessageContaining("epochMillis()");
        assertThat(calendar.window(TimeRange.month(YearMonth.of(1911, 3), PARIS))
                        .isUniform())
                .isTrue();
    }

    @Test
    void windowsAreBoundedAndFitAnArray() {
        ChunkCalendar calendar = ChunkCalendar.of(ChunkBy.YEAR_MONTH, Frequency.parse("1min"), ZoneOffset.UTC);

        assertThatIllegalArgumentException().isThrownBy(() -> calendar.window(TimeRange.since(Instant.EPOCH)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.window(
                        TimeRange.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9000-01-01T00:00:00Z"))))
                .withMessageContaining("2147483647 slots");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> calendar.window(TimeRange.of(Instant.EPOCH, Instant.parse("+10000-01-01T00:00:00.001Z"))))
                .withMessageContaining("years 1 to 9999");
        assertThat(calendar.window(TimeRange.of(Instant.EPOCH, Instant.parse("4000-01-01T00:00:00Z")))
                        .size())
                .isEqualTo((int) (millis("4000-01-01T00:00:00Z") / 60_000));
    }
}

package io.holcstore.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as text and back, in whatever zone and locale the tests run. */
class TimeTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long FIRST = Long.MIN_VALUE;

    private static TimeReader local(String zone, RepeatedHour repeated, SkippedHour skipped) {
        return new TimeReader(null, ZoneId.of(zone), repeated, skipped);
    }

    private static TimeReader pattern(String pattern, @Nullable ZoneId zone) {
        return new TimeReader(TimeReader.formatter(pattern), zone, RepeatedHour.REFUSE, SkippedHour.REFUSE);
    }

    private static TimeReader iso() {
        return new TimeReader(null, null, RepeatedHour.REFUSE, SkippedHour.REFUSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Paris",
                "Australia/Lord_Howe",
                "America/St_Johns",
                "Asia/Kathmandu",
                "Pacific/Apia",
                "Africa/Monrovia"
            })
    void everyInstantComesBack(String zone) {
        TimeText text = new TimeText(ZoneId.of(zone));
        TimeReader reader = iso();
        for (int year : new int[] {1, 1582, 1850, 1911, 1969, 1972, 2011, 2024, 9999}) {
            long start = LocalDate.of(year, 1, 2).toEpochDay() * 86_400_000;
            for (long step = 0; step < 364L * 86_400_000; step += 1_800_000 * 7 + 1) {
                assertThat(reader.parse(text.of(start + step), FIRST)).isEqualTo(start + step);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-10-27T00:15:00Z, Europe/Paris, 2024-10-27T02:15:00+02:00",
        "2024-10-27T01:15:00Z, Europe/Paris, 2024-10-27T02:15:00+01:00",
        "2024-04-06T15:15:00.007Z, Australia/Lord_Howe, 2024-04-07T01:45:00.007+10:30",
        "2024-01-01T00:00:00Z, UTC, 2024-01-01T00:00:00Z",
        "1900-01-01T00:00:00Z, Europe/Paris, 1900-01-01T00:09:21+00:09:21",
        "9999-12-31T23:59:59.999Z, Asia/Tokyo, +10000-01-01T08:59:59.999+09:00",
        "0001-01-01T00:00:00Z, America/New_York, 0000-12-31T19:03:58-04:56:02",
    })
    void timesHaveTheirOffset(Instant instant, String zone, String expected) {
        assertThat(new TimeText(ZoneId.of(zone)).of(instant.toEpochMilli())).isEqualTo(expected);
        assertThat(iso().parse(expected, FIRST)).isEqualTo(instant.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-02, 2024-01-02T00:00:00Z",
        "2024-01-02T03:04, 2024-01-02T03:04:00Z",
        "2024-01-02 03:04, 2024-01-02T03:04:00Z",
        "2024-01-02 03:04:05, 2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05.1, 2024-01-02T03:04:05.100Z",
        "2024-01-02T03:04:05.123000, 2024-01-02T03:04:05.123Z",
        "2024-01-02T24:00, 2024-01-03T00:00:00Z",
        "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
        "2024-01-02T03:04+02, 2024-01-02T01:04:00Z",
        "2024-01-02T03:04+0230, 2024-01-02T00:34:00Z",
        "2024-01-02 03:04:05 -02:30, 2024-01-02T05:34:05Z",
        "2024-02-29T00:00Z, 2024-02-29T00:00:00Z",
    })
    void readsTheUsualForms(String text, Instant expected) {
        assertThat(local("UTC", RepeatedHour.REFUSE, SkippedHour.REFUSE).parse(text, FIRST))
                .isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2024",
                "2024-1-2",
                "2024-13-01",
                "2023-02-29",
                "2024-02-30T00:00",
                "2024-01-02T25:00",
                "2024-01-02T24:01",
                "2024-01-02T03",
                "2024-01-02T03:60",
                "2024-01-02T03:04:05.",
                "2024-01-02T03:04:05.0001",
                "2024-01-02T03:04x",
                "2024-01-02T03:04+25:00",
                "02/01/2024",
                "1704164645",
                "\u0662\u0660\u0662\u0664-01-02",
                "2024-01-02T03:04Zx"
            })
    void readsNothingElse(String text) {
        assertThatThrownBy(() ->
                        local("UTC", RepeatedHour.REFUSE, SkippedHour.REFUSE).parse(text, FIRST))
                .isInstanceOf(DateTimeException.class);
    }

    @Test
    void patternsTakeOnlyDaysOfTheCalendar() {
        assertThat(Instant.ofEpochMilli(pattern("dd.MM.yyyy HH:mm", PARIS).parse("29.02.2024 06:30", FIRST)))
                .isEqualTo("2024-02-29T05:30:00Z");
        assertThat(Instant.ofEpochMilli(pattern("MM/dd/yy h:mm a", PARIS).parse("02/29/24 6:30 PM", FIRST)))
                .isEqualTo("2024-02-29T17:30:00Z");
        assertThat(Instant.ofEpochMilli(pattern("d MMM yyyy", PARIS).parse("1 May 2024", FIRST)))
                .isEqualTo("2024-04-30T22:00:00Z");
        assertThat(Instant.ofEpochMilli(pattern("yyyyMMddHHmmssXX", null).parse("20240501120000+0200", FIRST)))
                .isEqualTo("2024-05-01T10:00:00Z");
        assertThat(Instant.ofEpochMilli(
                        pattern("yyyy-MM-dd'y'HH:mm VV", null).parse("2024-05-01y12:00 Asia/Tokyo", FIRST)))
                .isEqualTo("2024-05-01T03:00:00Z");
        assertThatThrownBy(() -> pattern("dd.MM.yyyy HH:mm", PARIS).parse("30.02.2024 06:30", FIRST))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("timePattern(..)");
        assertThatThrownBy(() -> pattern("dd.MM.yyyy HH:mm", null).parse("29.02.2024 06:30", FIRST))
                .hasMessageContaining("tz(..)");
        assertThatThrownBy(() -> pattern("HH:mm", PARIS).parse("06:30", FIRST)).hasMessageContaining("no date");
        assertThatThrownBy(() -> TimeReader.formatter("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd.MM.yyyy hh:mm",
                "dd.MM.yyyy KK",
                "dd.MM.yyyy HH:mm.SSS",
                "dd.MM.yyyy HH.ss",
                "dd.MM.yyyy mm",
                "dd.MM.yyyy a"
            })
    void patternsThatDoNotTellTheTimeOfDayAreRefused(String pattern) {
        assertThatThrownBy(() -> TimeReader.formatter(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(pattern, "time of day", "HH is the hour from 0 to 23", "hh needs a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd",
                "yyyyDDD",
                "dd.MM.yyyy HH",
                "dd.MM.yyyy kk:mm",
                "yyyyMMddHHmmssSSS",
                "yyyy-MM-dd'T'HH:mm[:ss[.SSS]]xxx",
                "MM/dd/yy KK:mm a",
                "yyyy-MM-dd HH:mm OOOO",
                "EEE, d MMMM yyyy HH:mm:ss,SSS VV",
                "YYYY-'W'ww-e HH:mm",
                "yyyy-MM-dd A",
                "yyyy-MM-dd HH:mm 'zv'"
            })
    void patternsThatTellAllThatIsNeeded(String pattern) {
        assertThat(TimeReader.formatter(pattern)).isNotNull();
    }

    /** What is optional in a pattern is seen in the rows only. */
    @Test
    void aRowThatDoesNotTellTheTimeOfDayIsRefused() {
        TimeReader reader = pattern("dd.MM.yyyy HH:mm[:ss][.SSS]", PARIS);
        assertThat(Instant.ofEpochMilli(reader.parse("29.02.2024 06:30:01.500", FIRST)))
                .isEqualTo("2024-02-29T05:30:01.500Z");
        assertThatThrownBy(() -> reader.parse("29.02.2024 06:30.500", FIRST))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("time of day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd HH:mm z", "yyyy-MM-dd HH:mm zzzz", "yyyy-MM-dd HH:mm v", "z 'z' yyyy-MM-dd"})
    void namesOfZonesAreRefused(String pattern) {
        assertThatThrownBy(() -> TimeReader.formatter(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(pattern, "name of a zone", "xxx", "VV", "tz(..)");
    }

    @Test
    void aTimeWithoutOffsetNeedsAZone() {
        assertThatThrownBy(() -> iso().parse("2024-01-01T00:00", FIRST)).hasMessageContaining("tz(..)");
    }

    @Test
    void theRepeatedHourIsRefusedOrFollowsARule() {
        String twice = "2024-10-27T02:30";
        Instant earlier = Instant.parse("2024-10-27T00:30:00Z");
        Instant later = Instant.parse("2024-10-27T01:30:00Z");
        assertThatThrownBy(() -> local("Europe/Paris", RepeatedHour.REFUSE, SkippedHour.REFUSE)
                        .parse(twice, FIRST))
                .hasMessageContainingAll("comes twice", "Europe/Paris", "repeatedHour(..)");
        assertThat(local("Europe/Paris", RepeatedHour.EARLIER, SkippedHour.REFUSE)
                        .parse(twice, FIRST))
                .isEqualTo(earlier.toEpochMilli());
        assertThat(local("Europe/Paris", RepeatedHour.LATER, SkippedHour.REFUSE).parse(twice, FIRST))
                .isEqualTo(later.toEpochMilli());
        TimeReader inOrder = local("Europe/Paris", RepeatedHour.IN_ORDER, SkippedHour.REFUSE);
        assertThat(inOrder.parse(twice, FIRST)).isEqualTo(earlier.toEpochMilli());
        assertThat(inOrder.parse(twice, earlier.toEpochMilli())).isEqualTo(later.toEpochMilli());
        assertThatThrownBy(() -> inOrder.parse(twice, later.toEpochMilli())).hasMessageContaining("in order of time");
    }

    /** The local times of the days with a clock change, as a file has them, give every instant once. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2024-10-27, 15, 100",
        "Europe/Paris, 2024-10-27, 60, 25",
        "Europe/Paris, 2024-03-31, 30, 46",
        "Australia/Lord_Howe, 2024-04-07, 30, 49",
        "Australia/Lord_Howe, 2024-04-07, 10, 147",
        "Australia/Lord_Howe, 2024-10-06, 30, 47",
        "America/New_York, 2024-11-03, 5, 300",
    })
    void aWholeDayInOrderIsReadAsItWas(String zone, LocalDate day, int minutes, int expected) {
        ZoneId id = ZoneId.of(zone);
        long start = day.atStartOfDay(id).toInstant().toEpochMilli();
        long end = day.plusDays(1).atStartOfDay(id).toInstant().toEpochMilli();
        TimeReader reader = local(zone, RepeatedHour.IN_ORDER, SkippedHour.REFUSE);
        List<Long> read = new ArrayList<>();
        List<Long> was = new ArrayList<>();
        long before = FIRST;
        for (long t = start; t < end; t += minutes * 60_000L) {
            was.add(t);
            before = reader.parse(
                    Instant.ofEpochMilli(t).atZone(id).toLocalDateTime().toString(), before);
            read.add(before);
        }
        assertThat(read).isEqualTo(was).hasSize(expected);
    }

    @Test
    void theSkippedHourIsRefusedOrFollowsARule() {
        String never = "2024-03-31T02:30";
        assertThatThrownBy(() -> local("Europe/Paris", RepeatedHour.REFUSE, SkippedHour.REFUSE)
                        .parse(never, FIRST))
                .hasMessageContainingAll("never was", "skippedHour(..)", "02:00", "03:00");
        assertThat(local("Europe/Paris", RepeatedHour.REFUSE, SkippedHour.DROP).parse(never, FIRST))
                .isEqualTo(TimeReader.DROPPED);
        assertThat(Instant.ofEpochMilli(local("Europe/Paris", RepeatedHour.REFUSE, SkippedHour.SHIFT)
                        .parse(never, FIRST)))
                .isEqualTo("2024-03-31T01:30:00Z");
        assertThat(Instant.ofEpochMilli(local("Australia/Lord_Howe", RepeatedHour.REFUSE, SkippedHour.SHIFT)
                        .parse("2024-10-06T02:15", FIRST)))
                .isEqualTo("2024-10-05T15:45:00Z"); // 02:45 there
    }

    @Test
    void fixedOffsetsKnowNeither() {
        TimeReader reader = new TimeReader(null, ZoneOffset.ofHours(1), RepeatedHour.REFUSE, SkippedHour.REFUSE);
        assertThat(Instant.ofEpochMilli(reader.parse("2024-03-31T02:30", FIRST)))
                .isEqualTo("2024-03-31T01:30:00Z");
    }
}

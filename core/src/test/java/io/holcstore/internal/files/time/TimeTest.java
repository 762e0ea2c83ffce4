package io.holcstore.internal.files.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.time.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as text and back, in whatever zone and locale the tests run. */
class TimeTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long FIRST = Long.MIN_VALUE;

    /** Reads a text, which comes after an instant. */
    private interface Times {
        long parse(String text, long before);
    }

    private static Times times(@Nullable TimePattern pattern, @Nullable ZoneId zone) {
        TimeRules rules = TimeRules.DEFAULT;
        return times(new TimeRules(
                rules.form(),
                "",
                rules.locale(),
                pattern,
                zone,
                rules.repeated(),
                rules.flags(),
                rules.skipped(),
                false,
                null));
    }

    private static Times times(TimeRules rules) {
        TimeReader reader = new TimeReader(rules, null, false);
        return (text, before) -> reader.instant(reader.read(text), before, null);
    }

    private static Times local(String zone, Repeats repeated, Skips skipped) {
        return times(TimeRules.DEFAULT
                .withZone(ZoneId.of(zone))
                .withRepeated(repeated)
                .withSkipped(skipped));
    }

    private static Times pattern(String pattern, @Nullable ZoneId zone) {
        return times(TimePattern.of(pattern), zone);
    }

    private static Times iso() {
        return times(null, null);
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
        Times reader = iso();
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
        assertThat(local("UTC", Repeats.REFUSE, Skips.REFUSE).parse(text, FIRST))
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
        assertThatThrownBy(() -> local("UTC", Repeats.REFUSE, Skips.REFUSE).parse(text, FIRST))
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
        assertThatThrownBy(() -> pattern("[yyyy-MM-dd ]HH:mm", PARIS).parse("06:30", FIRST))
                .hasMessageContaining("no date");
        assertThatThrownBy(() -> TimePattern.of("nonsense")).isInstanceOf(IllegalArgumentException.class);
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
        assertThatThrownBy(() -> TimePattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(pattern, "time of day", "HH is the hour from 0 to 23", "hh needs a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd",
                "yyyyDDD",
                "dd.MM.yyyy HH",
                "yyyy-MM-dd[ HH:mm:ss][ HH:mm]",
                "yyyyMMddHHmmssSSS",
                "yyyy-MM-dd'T'HH:mm[:ss[.SSS]]xxx",
                "MM/dd/yy KK:mm a",
                "yyyy-MM-dd HH:mm OOOO",
                "EEE, d MMMM yyyy HH:mm:ss,SSS VV",
                "YYYY-'W'ww-e HH:mm",
                "yyyy-MM-dd A",
                "yyyy-MM-dd HH:mm 'zv'",
                "yyyy-MM",
                "MMM yy",
                "'M 'LL.yyyy"
            })
    void patternsThatTellAllThatIsNeeded(String pattern) {
        assertThat(TimePattern.of(pattern)).isNotNull();
    }

    /** What is optional in a pattern is seen in the rows only. */
    @Test
    void aRowThatDoesNotTellTheTimeOfDayIsRefused() {
        Times reader = pattern("dd.MM.yyyy HH:mm[:ss][.SSS]", PARIS);
        assertThat(Instant.ofEpochMilli(reader.parse("29.02.2024 06:30:01.500", FIRST)))
                .isEqualTo("2024-02-29T05:30:01.500Z");
        assertThatThrownBy(() -> reader.parse("29.02.2024 06:30.500", FIRST))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("time of day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd HH:mm z", "yyyy-MM-dd HH:mm zzzz", "yyyy-MM-dd HH:mm v", "z 'z' yyyy-MM-dd"})
    void namesOfZonesAreRefused(String pattern) {
        assertThatThrownBy(() -> TimePattern.of(pattern))
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
        assertThatThrownBy(() ->
                        local("Europe/Paris", Repeats.REFUSE, Skips.REFUSE).parse(twice, FIRST))
                .hasMessageContainingAll("occurs twice", "Europe/Paris", "repeatedHour(..)");
        assertThat(local("Europe/Paris", Repeats.EARLIER, Skips.REFUSE).parse(twice, FIRST))
                .isEqualTo(earlier.toEpochMilli());
        assertThat(local("Europe/Paris", Repeats.LATER, Skips.REFUSE).parse(twice, FIRST))
                .isEqualTo(later.toEpochMilli());
        Times inOrder = local("Europe/Paris", Repeats.IN_ORDER, Skips.REFUSE);
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
        Times reader = local(zone, Repeats.IN_ORDER, Skips.REFUSE);
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
        assertThatThrownBy(() ->
                        local("Europe/Paris", Repeats.REFUSE, Skips.REFUSE).parse(never, FIRST))
                .hasMessageContainingAll("did not exist", "skippedHour(..)", "02:00", "03:00");
        assertThat(local("Europe/Paris", Repeats.REFUSE, Skips.DROP).parse(never, FIRST))
                .isEqualTo(TimeReader.DROPPED);
        assertThat(Instant.ofEpochMilli(
                        local("Europe/Paris", Repeats.REFUSE, Skips.SHIFT).parse(never, FIRST)))
                .isEqualTo("2024-03-31T01:30:00Z");
        assertThat(Instant.ofEpochMilli(local("Australia/Lord_Howe", Repeats.REFUSE, Skips.SHIFT)
                        .parse("2024-10-06T02:15", FIRST)))
                .isEqualTo("2024-10-05T15:45:00Z"); // 02:45 there
    }

    @Test
    void fixedOffsetsKnowNeither() {
        Times reader = times(null, ZoneOffset.ofHours(1));
        assertThat(Instant.ofEpochMilli(reader.parse("2024-03-31T02:30", FIRST)))
                .isEqualTo("2024-03-31T01:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd.MM.YYYY HH:mm",
                "YYYY-MM-dd",
                "dd/mm/yyyy",
                "dd/mm/yyyy HH:mm",
                "DD.MM.yyyy",
                "yyyy-MM-dd HH:MM",
                "HH:mm",
                "yyyy-MM HH:mm",
                "dd.MM. HH:mm",
                "yyyy",
                "MM",
                "yyyy-MM[ HH]"
            })
    void patternsThatDoNotTellTheDayAreRefused(String pattern) {
        assertThatThrownBy(() -> TimePattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(pattern, "MM is the month", "mm are minutes", "yyyy is the year");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd.MM.yyyy kk:mm", "dd.MM.yyyy k", "yyyyMMddkk"})
    void theHourFrom1To24IsRefused(String pattern) {
        assertThatThrownBy(() -> TimePattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(pattern, "use HH", "24:00 its end");
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy HH:mm, 29.02.2024 24:00, 2024-03-01T00:00:00Z",
        "dd.MM.yyyy HH:mm:ss, 31.12.2023 24:00:00, 2024-01-01T00:00:00Z",
        "yyyyMMddHHmm, 202401022400, 2024-01-03T00:00:00Z",
        "dd.MM.yyyy HH, 02.01.2024 24, 2024-01-03T00:00:00Z",
        "dd.MM.yyyy HH:mm xxx, 02.01.2024 24:00 +01:00, 2024-01-02T23:00:00Z",
        "yyyy-DDD HH:mm, 2024-366 24:00, 2025-01-01T00:00:00Z",
    })
    void hour24IsTheEndOfTheDay(String pattern, String text, Instant expected) {
        assertThat(Instant.ofEpochMilli(pattern(pattern, ZoneOffset.UTC).parse(text, FIRST)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy HH:mm, 30.02.2024 24:00",
        "dd.MM.yyyy HH:mm, 31.04.2024 24:00",
        "dd.MM.yyyy HH:mm, 02.01.2024 24:01",
        "dd.MM.yyyy HH:mm, 02.01.2024 25:00",
        "dd.MM.yyyy HH:mm:ss, 02.01.2024 24:00:01",
        "yyyy-DDD HH:mm, 2023-366 24:00",
    })
    void noOtherTimeIsTheEndOfADay(String pattern, String text) {
        assertThatThrownBy(() -> pattern(pattern, ZoneOffset.UTC).parse(text, FIRST))
                .isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-02T03:04:05 UTC, 2024-01-02T03:04:05Z",
        "2024-01-02 03:04:05UTC, 2024-01-02T03:04:05Z",
        "2024-01-02 03:04 GMT, 2024-01-02T03:04:00Z",
        "'2024-01-02T03:04:05,000Z', 2024-01-02T03:04:05Z",
        "'2024-01-02 03:04:05,250', 2024-01-02T03:04:05.250Z",
        "2024-10-27T02:15:00+01:00[Europe/Paris], 2024-10-27T01:15:00Z",
        "2024-10-27T02:15:00+02:00[Europe/Paris], 2024-10-27T00:15:00Z",
        "2024-07-01T12:00[Europe/Paris], 2024-07-01T10:00:00Z",
        "2024-07-01T12:00Z[UTC], 2024-07-01T12:00:00Z",
        "2024-07-01T24:00[Europe/Paris], 2024-07-01T22:00:00Z",
    })
    void readsOffsetsByOtherNames(String text, Instant expected) {
        assertThat(Instant.ofEpochMilli(times(null, ZoneOffset.UTC).parse(text, FIRST)))
                .isEqualTo(expected);
    }

    @Test
    void offsetsThatDoNotSayWhichAreRefused() {
        assertThatThrownBy(() -> iso().parse("2024-07-01T12:00+05:00[Europe/Paris]", FIRST))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContainingAll("+05:00", "Europe/Paris did not have");
        assertThatThrownBy(() -> iso().parse("2024-10-27T02:30[Europe/Paris]", FIRST))
                .hasMessageContainingAll("occurs twice", "Europe/Paris");
        for (String end : List.of("CET", "UTC+1", "[Europe/Paris", "[Nowhere]", "+25:00")) {
            assertThatThrownBy(() -> iso().parse("2024-07-01T12:00 " + end, FIRST))
                    .isInstanceOf(DateTimeException.class)
                    .hasMessageContainingAll("'" + end + "'", "+01:00", "UTC", "timePattern(..)", "tz(..)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "+12000-01-01T00:00:00Z"})
    void yearsThatNoStoreKeepsAreRefused(String text) {
        assertThatThrownBy(() -> iso().parse(text, FIRST))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("years 1 to 9999");
    }

    /** Midnight is skipped on the first of each two days, and comes twice on the second. */
    @ParameterizedTest
    @CsvSource({
        "Atlantic/Azores, 2024-03-31, 2024-10-27",
        "Africa/Cairo, 2024-04-26, 2024-11-01",
        "Asia/Beirut, 2024-03-31, 2024-10-27",
        "America/Santiago, 2024-09-08, 2024-04-07",
        "America/Havana, 2024-03-10, 2024-11-03",
        "Asia/Tehran, 2022-03-22, 2022-09-22",
        "America/Sao_Paulo, 2018-11-04, 2019-02-17",
        "America/Asuncion, 2023-10-01, 2024-03-24",
        "Asia/Amman, 2022-02-25, 2021-10-29",
        "Asia/Damascus, 2022-03-25, 2021-10-29",
        "Asia/Gaza, 2016-03-26, 2019-10-26",
        "America/Scoresbysund, 2023-03-26, 2023-10-29",
        "America/St_Johns, 2010-03-14, 2010-11-07",
    })
    void aDayIsItsFirstInstantWhateverTheClockDoes(String zone, LocalDate forward, LocalDate back) {
        ZoneId id = ZoneId.of(zone);
        Times iso = local(zone, Repeats.REFUSE, Skips.DROP);
        Times german = pattern("dd.MM.yyyy", id);
        Times endings = pattern("dd.MM.yyyy HH:mm", id);
        for (LocalDate middle : List.of(forward, back)) {
            for (LocalDate day = middle.minusDays(2); day.isBefore(middle.plusDays(3)); day = day.plusDays(1)) {
                long start = day.atStartOfDay(id).toInstant().toEpochMilli();
                String written =
                        DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT).format(day);
                String before =
                        DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT).format(day.minusDays(1));
                assertThat(iso.parse(day.toString(), FIRST)).as("%s", day).isEqualTo(start);
                assertThat(german.parse(written, FIRST)).as("%s", day).isEqualTo(start);
                assertThat(endings.parse(before + " 24:00", FIRST))
                        .as("end before %s", day)
                        .isEqualTo(start);
                assertThat(iso.parse(day.minusDays(1) + " 24:00", FIRST))
                        .as("end before %s", day)
                        .isEqualTo(start);
                assertThat(TimeRange.day(day, id).startMillis()).isEqualTo(start);
                assertThat(TimeRange.day(day.minusDays(1), id).endMillis()).isEqualTo(start);
            }
        }
    }

    /** 30 December 2011 was left out in Samoa. */
    @Test
    void aDayThatTheZoneSkippedNeverWas() {
        String never = "2011-12-30";
        assertThatThrownBy(() ->
                        local("Pacific/Apia", Repeats.REFUSE, Skips.REFUSE).parse(never, FIRST))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContainingAll("did not exist", "skippedHour(..)");
        assertThat(local("Pacific/Apia", Repeats.REFUSE, Skips.DROP).parse(never, FIRST))
                .isEqualTo(TimeReader.DROPPED);
        assertThat(Instant.ofEpochMilli(
                        local("Pacific/Apia", Repeats.REFUSE, Skips.REFUSE).parse("2011-12-29 24:00", FIRST)))
                .isEqualTo("2011-12-30T10:00:00Z");
    }
}

package io.holcstore.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.error.DefinitionException;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequencyCheckTest {
    private static final Pattern WORKS = Pattern.compile("\"([0-9a-z]+)\" works");

    private static void define(ChunkBy chunkBy, String freq, String zone) {
        assertThat(ChunkCalendar.of(chunkBy, Frequency.parse(freq), ZoneId.of(zone)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1h, Australia/Lord_Howe, 30min, every year, 30min, +10:30",
        "1h, Asia/Singapore, 30min, 1981-12-31, 30min, +08:00",
        "1h, America/Caracas, 30min, 2016-05-01, 30min, -04:00",
        "30min, Asia/Kathmandu, 15min, 1986-01-01, 15min, +05:45",
        "1min, Africa/Monrovia, 2670s, 1972-01-07, 30s, Z",
        "2h, Europe/Paris, 1h, every year, 1h, +01:00",
        "24h, Europe/Paris, 1h, every year, 1d, +01:00",
    })
    void aStepThatAClockChangeCutsIsRefused(
            String freq, String zone, String change, String when, String works, String offset) {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> define(ChunkBy.YEAR_MONTH, freq, zone))
                .withMessageContaining("freq \"" + freq + "\"")
                .withMessageContaining("\"" + zone + "\"")
                .withMessageContaining("changes by " + change + " ")
                .withMessageContaining(when)
                .withMessageContaining("\"" + works + "\" works")
                .withMessageContaining("\"" + offset + "\"");
        define(ChunkBy.YEAR_MONTH, works, zone);
        define(ChunkBy.YEAR_MONTH, freq, offset);
    }

    @ParameterizedTest
    @CsvSource({"7min, 5min", "50min, 30min", "5h, 4h", "25h, 1d", "48h, 1d", "7s, 1s", "7ms, 1s"})
    void aStepThatDoesNotDivideADayIsRefused(String freq, String works) {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> define(ChunkBy.YEAR_MONTH, freq, "UTC"))
                .withMessageContaining("freq \"" + freq + "\" does not divide a day")
                .withMessageContaining("\"" + works + "\" works");
    }

    @ParameterizedTest
    @CsvSource({"2d", "7d", "1month", "1year"})
    void calendarPeriodsOtherThanADayAreRefused(String freq) {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> define(ChunkBy.YEAR, freq, "UTC"))
                .withMessageContaining("freq \"" + freq + "\"")
                .withMessageContaining("use \"1d\"");
    }

    @Test
    void aChunkHoldsABoundedNumberOfSlots() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> define(ChunkBy.YEAR, "1s", "Europe/Paris"))
                .withMessageContaining("4194304 slots")
                .withMessageContaining("\"10s\" works")
                .withMessageContaining("chunkBy(YEAR_MONTH)");
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> define(ChunkBy.YEAR_MONTH, "100ms", "Europe/Paris"))
                .withMessageContaining("\"1s\" works")
                .withMessageNotContaining("chunkBy");
        define(ChunkBy.YEAR, "8s", "Europe/Paris");
        define(ChunkBy.YEAR_MONTH, "1s", "Europe/Paris");
        assertThat(ChunkCalendar.of(ChunkBy.YEAR, Frequency.parse("8s"), ZoneId.of("UTC"))
                        .slots(2024))
                .isLessThanOrEqualTo(4_194_304);
    }

    @Test
    void daysWorkInEveryZone() {
        for (String zone : ZoneId.getAvailableZoneIds()) {
            define(ChunkBy.YEAR, "1d", zone);
        }
    }

    /**
     * Whatever the zone, a step is taken exactly when no change since 1970 cuts it, and what a refusal names is taken.
     */
    @Test
    void refusalsAreExactAndTheirAdviceWorks() {
        List<String> steps = List.of("10s", "1min", "10min", "15min", "20min", "30min", "1h", "2h", "12h", "24h");
        for (String zone : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            for (String step : steps) {
                String name = step + " in " + zone;
                if (fits(Frequency.parse(step).millis(), ZoneId.of(zone).getRules())) {
                    assertThatCode(() -> define(ChunkBy.YEAR_MONTH, step, zone))
                            .as(name)
                            .doesNotThrowAnyException();
                } else {
                    DefinitionException refused = catchThrowableOfType(
                            DefinitionException.class, () -> define(ChunkBy.YEAR_MONTH, step, zone));
                    assertThat(refused).as(name).isNotNull();
                    Matcher works = WORKS.matcher(String.valueOf(refused.getMessage()));
                    assertThat(works.find()).as(refused.getMessage()).isTrue();
                    define(ChunkBy.YEAR_MONTH, works.group(1), zone);
                }
            }
        }
    }

    private static boolean fits(long step, ZoneRules rules) {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        ZoneOffsetTransition change = rules.nextTransition(Instant.EPOCH.minusMillis(1));
        while (change != null && change.getInstant().isBefore(end)) {
            if (change.getDuration().toMillis() % step != 0) {
                return false;
            }
            change = rules.nextTransition(change.getInstant());
        }
        return true;
    }
}

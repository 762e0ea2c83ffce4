package io.holcstore.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyTest {

    @ParameterizedTest
    @CsvSource({
        "1ms, 1, 1ms",
        "1500ms, 1500, 1500ms",
        "2000ms, 2000, 2s",
        "1s, 1000, 1s",
        "90s, 90000, 90s",
        "60s, 60000, 1min",
        "15min, 900000, 15min",
        "015min, 900000, 15min",
        "60min, 3600000, 1h",
        "1h, 3600000, 1h",
        "24h, 86400000, 24h",
        "1440min, 86400000, 24h",
    })
    void durationsAreReadAndWrittenInTheLargestWholeUnit(String text, long millis, String canonical) {
        Frequency frequency = Frequency.parse(text);

        assertThat(frequency.isCalendar()).isFalse();
        assertThat(frequency.millis()).isEqualTo(millis);
        assertThat(frequency).hasToString(canonical);
        assertThat(Frequency.parse(canonical)).isEqualTo(frequency).hasSameHashCodeAs(frequency);
        assertThat(Frequency.of(Duration.ofMillis(millis))).isEqualTo(frequency);
        assertThatIllegalStateException().isThrownBy(frequency::period).withMessageContaining(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "1d, P1D, 1d",
        "7d, P7D, 7d",
        "1month, P1M, 1month",
        "18month, P1Y6M, 18month",
        "12month, P1Y, 1year",
        "2year, P2Y, 2year",
    })
    void periodsAreReadAndWritten(String text, String period, String canonical) {
        Frequency frequency = Frequency.parse(text);

        assertThat(frequency.isCalendar()).isTrue();
        assertThat(frequency.period()).isEqualTo(Period.parse(period));
        assertThat(frequency).hasToString(canonical);
        assertThat(Frequency.parse(canonical)).isEqualTo(frequency).hasSameHashCodeAs(frequency);
        assertThat(Frequency.of(Period.parse(period))).isEqualTo(frequency);
        assertThatIllegalStateException().isThrownBy(frequency::millis).withMessageContaining(canonical);
    }

    @Test
    void aDayIsNotTwentyFourHoursAndAWeekIsSevenDays() {
        assertThat(Frequency.parse("1d")).isNotEqualTo(Frequency.parse("24h"));
        assertThat(Frequency.of(Period.ofWeeks(1))).isEqualTo(Frequency.parse("7d"));
        assertThat(Frequency.parse("1week")).isEqualTo(Frequency.parse("1w")).isEqualTo(Frequency.parse("7d"));
        assertThat(Frequency.parse("2w")).hasToString("14d");
        assertThat(Frequency.of(Period.ofMonths(1))).isNotEqualTo(Frequency.of(Period.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "h",
                "15",
                "0min",
                "-1h",
                "+1h",
                "1.5h",
                "1 h",
                " 1h",
                "1h ",
                "1H",
                "1D",
                "15T",
                "1hour",
                "1W",
                "1weeks",
                "0d",
                "0month",
                "99999999999999999999h",
                "9223372036854775807h",
                "2147483648d",
                "2147483647month",
                "2147483647year",
                "\u0661h"
            })
    void anythingElseIsRefusedSayingWhatIsAccepted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Frequency.parse(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("ms, s, min, h, d, w, week, month, year")
                .withMessageContaining("\"15min\"");
    }

    @Test
    void durationsThatMillisecondsCannotCountAreRefused() {
        for (Duration duration : List.of(
                Duration.ZERO,
                Duration.ofMillis(-1),
                Duration.ofNanos(1),
                Duration.ofSeconds(1, 1),
                Duration.ofDays(3_652_060),
                Duration.ofMillis(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Frequency.of(duration))
                    .withMessageContaining(duration.toString());
        }
        assertThat(Frequency.of(Duration.ofDays(3_652_059)).millis()).isEqualTo(3_652_059L * 86_400_000);
    }

    @Test
    void periodsThatAreNotOfOneKindAreRefused() {
        for (Period period : List.of(
                Period.ZERO,
                Period.ofDays(-1),
                Period.ofMonths(-1),
                Period.of(0, 1, 1),
                Period.of(1, -12, 0),
                Period.of(1, 0, -1),
                Period.ofYears(Integer.MAX_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Frequency.of(period))
                    .withMessageContaining(period.toString());
        }
    }
}

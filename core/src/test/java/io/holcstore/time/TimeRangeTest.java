package io.holcstore.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant T = Instant.parse("2024-03-31T01:00:00Z");

    @Test
    void isHalfOpen() {
        TimeRange range = TimeRange.of(T, T.plusMillis(2));

        assertThat(range.contains(T.toEpochMilli() - 1)).isFalse();
        assertThat(range.contains(T.toEpochMilli())).isTrue();
        assertThat(range.contains(T.toEpochMilli() + 1)).isTrue();
        assertThat(range.contains(T.toEpochMilli() + 2)).isFalse();
        assertThat(range.isEmpty()).isFalse();
        assertThat(range.isBounded()).isTrue();
        assertThat(TimeRange.of(T, T).isEmpty()).isTrue();
    }

    @Test
    void roundsEndsFinerThanAMillisecondUp() {
        TimeRange range = TimeRange.of(T.plusNanos(1), T.plusMillis(5).plusNanos(999_999));

        assertThat(range.startMillis()).isEqualTo(T.toEpochMilli() + 1);
        assertThat(range.endMillis()).isEqualTo(T.toEpochMilli() + 6);
        Instant before1970 = Instant.ofEpochSecond(-1, 1);
        assertThat(TimeRange.since(before1970).startMillis()).isEqualTo(-999);
        assertThat(TimeRange.until(before1970).endMillis()).isEqualTo(-999);
    }

    @Test
    void openEndsAreUnbounded() {
        assertThat(TimeRange.all().isBounded()).isFalse();
        assertThat(TimeRange.since(T).isBounded()).isFalse();
        assertThat(TimeRange.until(T).isBounded()).isFalse();
        assertThat(TimeRange.since(T).endMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(TimeRange.until(T).startMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(TimeRange.all().start()).isEqualTo(Instant.MIN);
        assertThat(TimeRange.of(TimeRange.all().start(), TimeRange.all().end())).isEqualTo(TimeRange.all());
        assertThat(TimeRange.of(T, Instant.MAX)).isEqualTo(TimeRange.since(T));
        assertThat(TimeRange.ofEpochMillis(Long.MIN_VALUE, T.toEpochMilli())).isEqualTo(TimeRange.until(T));
    }

    @Test
    void refusesAStartAfterTheEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeRange.of(T.plusNanos(1), T))
                .withMessageContaining("2024-03-31T01:00:00.000000001Z")
                .withMessageContaining("after");
        assertThatIllegalArgumentException().isThrownBy(() -> TimeRange.ofEpochMillis(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeRange.of(T.plusMillis(1).atZone(PARIS), T.atZone(PARIS)));
    }

    @Test
    void monthsYearsAndDaysAreLocal() {
        assertThat(TimeRange.month(YearMonth.of(2024, 3), PARIS))
                .isEqualTo(TimeRange.of(Instant.parse("2024-02-29T23:00:00Z"), Instant.parse("2024-03-31T22:00:00Z")))
                .hasToString("[2024-02-29T23:00:00Z, 2024-03-31T22:00:00Z)");
        assertThat(TimeRange.year(2024, PARIS))
                .isEqualTo(TimeRange.of(Instant.parse("2023-12-31T23:00:00Z"), Instant.parse("2024-12-31T23:00:00Z")));
        assertThat(length(TimeRange.day(LocalDate.of(2024, 3, 31), PARIS))).isEqualTo(Duration.ofHours(23));
        assertThat(length(TimeRange.day(LocalDate.of(2024, 10, 27), PARIS))).isEqualTo(Duration.ofHours(25));
        assertThat(length(TimeRange.day(LocalDate.of(2011, 12, 30), ZoneId.of("Pacific/Apia"))))
                .isZero();
    }

    private static Duration length(TimeRange range) {
        return Duration.between(range.start(), range.end());
    }

    @Test
    void intersects() {
        TimeRange range = TimeRange.of(T, T.plusMillis(10));

        assertThat(range.intersect(TimeRange.all())).isEqualTo(range);
        assertThat(range.intersect(TimeRange.since(T.plusMillis(4))))
                .isEqualTo(TimeRange.of(T.plusMillis(4), T.plusMillis(10)));
        assertThat(TimeRange.until(T.plusMillis(4)).intersect(range)).isEqualTo(TimeRange.of(T, T.plusMillis(4)));
        assertThat(range.intersect(TimeRange.since(T.plusMillis(10))).isEmpty()).isTrue();
        assertThat(range.intersect(TimeRange.until(T.minusMillis(10))).isEmpty())
                .isTrue();
    }

    @Test
    void equalRangesAreEqual() {
        assertThat(TimeRange.since(T)).isEqualTo(TimeRange.since(T)).hasSameHashCodeAs(TimeRange.since(T));
        assertThat(TimeRange.since(T)).isNotEqualTo(TimeRange.until(T));
        assertThat(TimeRange.all()).hasToString("[.., ..)");
    }
}

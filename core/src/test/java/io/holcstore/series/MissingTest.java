package io.holcstore.series;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingTest {
    private static final Frequency HALF_HOUR = Frequency.parse("30min");
    private static final ZoneId UTC = ZoneOffset.UTC;

    private static TimeRange range(String from, String to) {
        return TimeRange.of(Instant.parse("2024-01-01T" + from + ":00Z"), Instant.parse("2024-01-01T" + to + ":00Z"));
    }

    private static Series from(String start, double... values) {
        return Series.regular(
                Grid.of(Instant.parse("2024-01-01T" + start + ":00Z").atZone(UTC), HALF_HOUR, values.length), values);
    }

    private static List<TimeRange> missing(Series series, TimeRange range) {
        return Missing.find(series, range, HALF_HOUR, UTC);
    }

    @Test
    void headTailAndRunsBetween() {
        assertThat(missing(from("01:00", 1, NaN, NaN, 2, 3), range("00:00", "05:00")))
                .containsExactly(range("00:00", "01:00"), range("01:30", "02:30"), range("03:30", "05:00"));
        assertThat(missing(from("00:00", 1, 2), range("00:00", "01:00"))).isEmpty();
    }

    @Test
    void lessThanAStepIsNotMissing() {
        assertThat(missing(from("00:00", 1, 2), range("00:00", "01:29"))).isEmpty();
        assertThat(missing(from("00:00", 1, 2), range("00:00", "01:30"))).containsExactly(range("01:00", "01:30"));
        assertThat(missing(from("00:30", 1, 2), range("00:01", "01:30"))).isEmpty();
        assertThat(missing(from("00:30", 1, 2), range("00:00", "01:30"))).containsExactly(range("00:00", "00:30"));
    }

    @Test
    void allOfItWithoutAValueInside() {
        assertThat(missing(Series.empty(), range("00:00", "00:10"))).containsExactly(range("00:00", "00:10"));
        assertThat(missing(from("01:00", NaN, NaN), range("00:00", "02:00"))).containsExactly(range("00:00", "02:00"));
        assertThat(missing(from("03:00", 1), range("00:00", "02:00"))).containsExactly(range("00:00", "02:00"));
        assertThat(missing(Series.empty(), range("01:00", "01:00"))).isEmpty();
    }

    @Test
    void askingOfAllTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> missing(Series.empty(), TimeRange.all()))
                .withMessageContaining("a start and an end");
        assertThatIllegalArgumentException().isThrownBy(() -> Grid.over(TimeRange.all(), HALF_HOUR, UTC));
    }

    @Test
    void aJoinNeverShortens() {
        assertThat(TimeRange.union(List.of(range("00:00", "05:00"), range("01:00", "02:00"), range("05:00", "06:00"))))
                .containsExactly(range("00:00", "06:00"));
        assertThat(TimeRange.union(List.of(TimeRange.all(), range("01:00", "02:00"))))
                .containsExactly(TimeRange.all());
    }

    @Test
    void negativeMarginsAndHeadsAreRefused() {
        Duration negative = Duration.ofMinutes(-1);
        Grid grid = Grid.over(range("00:00", "01:00"), HALF_HOUR, UTC);
        assertThatIllegalArgumentException().isThrownBy(() -> Gaps.find(Series.empty(), grid, negative));
        assertThatIllegalArgumentException().isThrownBy(() -> from("00:00", 1).dropHead(negative));
    }

    @Test
    void aGridOverARangeHasThePointsInsideIt() {
        assertThat(Grid.over(range("00:00", "01:00"), HALF_HOUR, UTC).size()).isEqualTo(2);
        assertThat(Grid.over(range("00:10", "01:11"), HALF_HOUR, UTC).size()).isEqualTo(3);
        assertThat(Grid.over(range("00:10", "00:10"), HALF_HOUR, UTC).size()).isZero();
    }
}

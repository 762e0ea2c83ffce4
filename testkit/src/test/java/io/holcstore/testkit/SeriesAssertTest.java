package io.holcstore.testkit;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SeriesAssertTest {
    private static final Instant START = Instant.parse("2024-03-31T00:00:00Z");
    private static final double NONE = Double.NaN;

    private static Series hours(double... values) {
        return Series.regular(ZonedDateTime.ofInstant(START, ZoneOffset.UTC), Frequency.parse("1h"), values);
    }

    private static Instant hour(int n) {
        return START.plusSeconds(3600L * n);
    }

    private static TimeRange between(int from, int to) {
        return TimeRange.of(hour(from), hour(to));
    }

    @Test
    void whatIsTrueHolds() {
        assertThat(hours(1, NONE, NONE, -0.0, NONE))
                .isRegular()
                .hasStep("60min")
                .hasSize(5)
                .hasValueCount(2)
                .startsAt(START)
                .endsAt(hour(4))
                .hasValueAt(START, 1)
                .hasValueAt(hour(3), -0.0)
                .hasValueAt(hour(1), NONE)
                .hasNoValueAt(hour(1))
                .hasNoValueAt(hour(9))
                .hasNoValueAt(START.plusNanos(1))
                .hasValues(1, NONE, NONE, -0.0, NONE)
                .hasGaps(between(1, 3), between(4, 5));
        assertThat(hours(1, 2)).hasNoGaps();
        assertThat(Series.empty()).isEmpty().isIrregular();
        Series irregular =
                Series.irregular(new long[] {START.toEpochMilli(), hour(1).toEpochMilli()}, new double[] {1, NONE});
        assertThat(irregular).isIrregular().isEqualToBitwise(hours(1, NONE));
    }

    @Test
    void whatIsFalseFailsAndSaysWhere() {
        refuted(series -> series.hasSize(2), "Expected 2 points but there are 3");
        refuted(series -> series.isEmpty(), "Expected 0 points");
        refuted(series -> series.hasValueCount(3), "Expected 3 values but there are 2");
        refuted(series -> series.isIrregular(), "Expected an irregular series");
        refuted(series -> series.hasStep("30min"), "Expected a step of 30min but it is 1h");
        refuted(series -> series.startsAt(hour(1)), "Expected the first point at 2024-03-31T01:00:00Z");
        refuted(series -> series.endsAt(hour(1)), "but it is at 2024-03-31T02:00:00Z");
        refuted(series -> series.hasValueAt(START, -0.0), "Expected -0.0 at 2024-03-31T00:00:00Z but it is 0.0");
        refuted(series -> series.hasValueAt(hour(3), 1), "there is no point");
        refuted(series -> series.hasNoValueAt(START), "Expected no value at 2024-03-31T00:00:00Z but it is 0.0");
        refuted(series -> series.hasValues(0, NONE, 3), "Expected 3.0 at 2024-03-31T02:00:00Z (point 2) but it is 2.0");
        refuted(series -> series.hasNoGaps(), "Expected the gaps [] but there are");
        refuted(series -> series.hasGaps(between(1, 3)), "Expected the gaps");
        assertThatThrownBy(() -> assertThat(Series.empty()).isRegular()).hasMessageContaining("a regular series");
        assertThatThrownBy(() -> assertThat(null).hasSize(0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void bitwiseEqualityNamesTheFirstDifference() {
        refuted(series -> series.isEqualToBitwise(hours(0, NONE)), "the first 2 are equal");
        refuted(series -> series.isEqualToBitwise(hours(-0.0, NONE, 7)), "2 of 3 points differ, first point 0");
        refuted(series -> series.isEqualToBitwise(hours(0, NONE, 7)), "7.0 at 2024-03-31T02:00:00Z");
        Series later = Series.regular(
                ZonedDateTime.ofInstant(hour(1), ZoneOffset.UTC), Frequency.parse("1h"), new double[] {0, NONE, 2});
        refuted(series -> series.isEqualToBitwise(later), "3 of 3 points differ");
    }

    private static void refuted(Consumer<SeriesAssert> claim, String message) {
        assertThatThrownBy(() -> claim.accept(assertThat(hours(0.0, NONE, 2))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }
}

package io.holcstore.series;

import static java.lang.Double.NaN;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.time.Frequency;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Series of maps, samples, floats and ints, and the points of a series as objects. */
class SeriesSamplesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Frequency HOUR = Frequency.parse("1h");
    private static final ZonedDateTime MARCH = ZonedDateTime.of(2024, 3, 31, 0, 0, 0, 0, PARIS);
    private static final Instant ONE = Instant.parse("2024-03-31T01:00:00Z");
    private static final Instant TWO = Instant.parse("2024-03-31T02:00:00Z");
    private static final Series HOURS = Series.regular(MARCH, HOUR, new double[] {1, NaN, -0.0, 4});
    private static final Series BESIDE = Series.irregular(new long[] {30, -10, 20}, new double[] {3, 1, NaN});

    @Test
    @SuppressWarnings("NullAway") // what an application without nullness checks can do
    void mapsBecomeSeriesInOrderOfTime() {
        assertThat(Series.of(Map.of(TWO, 2.5, ONE, 1.5)))
                .isEqualTo(Series.builder().add(ONE, 1.5).add(TWO, 2.5).build());
        assertThat(Series.of(Map.of(ONE, NaN)))
                .isEqualTo(Series.builder().add(ONE, NaN).build());
        assertThat(Series.of(Map.of(ONE, new BigDecimal("0.1"), TWO, 7)).values())
                .containsExactly(0.1, 7);
        assertThat(Series.of(Map.<Instant, Double>of()).isEmpty()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of(Map.of(ONE.plusNanos(1), 1.5)))
                .withMessageContaining("2024-03-31T01:00:00.000000001Z is not a whole millisecond");
        Map<Instant, Double> without = Collections.singletonMap(ONE, null);
        assertThatThrownBy(() -> Series.of(without))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("2024-03-31T01:00:00Z");
    }

    @Test
    void samplesInAnyOrderAreCollected() {
        assertThat(Series.collect(Stream.of(new Sample(TWO, 2), new Sample(ONE, 1), new Sample(TWO, NaN))))
                .isEqualTo(Series.builder().add(ONE, 1).add(TWO, 2).build());
        assertThat(Series.collect(Stream.of()).isEmpty()).isTrue();
        assertThatThrownBy(() -> Series.collect(Stream.of(new Sample(ONE, 1), new Sample(ONE, 2))))
                .isInstanceOf(ConflictingValuesException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Series.collect(Stream.of(new Sample(Instant.MAX, 1))));
    }

    @Test
    void collectingInParallelLosesNothing() {
        Stream<Sample> samples =
                IntStream.range(0, 10_000).parallel().mapToObj(i -> new Sample(ONE.plusSeconds(i), i * 0.5));
        Series series = Series.collect(samples);
        assertThat(series.size()).isEqualTo(10_000);
        assertThat(series.valueAt(ONE.plusSeconds(9_999))).isEqualTo(4999.5);
    }

    @Test
    void groupsAreCollectedToASeriesEach() {
        Map<String, Series> meters = Stream.of(Map.entry("a", 1.0), Map.entry("b", 2.0), Map.entry("a", 1.0))
                .collect(groupingBy(
                        Map.Entry::getKey,
                        mapping(
                                (Map.Entry<String, Double> row) -> new Sample(ONE, row.getValue()),
                                Series.collector())));
        assertThat(meters)
                .containsOnly(Map.entry("a", Series.of(Map.of(ONE, 1.0))), Map.entry("b", Series.of(Map.of(ONE, 2.0))));
    }

    @Test
    void floatsAndIntsAreTheDoublesOfTheirValue() {
        Series floats = Series.regular(MARCH, HOUR, new float[] {0.1f, Float.NaN, -0.0f, Float.NEGATIVE_INFINITY});
        assertThat(floats)
                .isEqualTo(Series.regular(MARCH, HOUR, new double[] {0.1f, NaN, -0.0, Double.NEGATIVE_INFINITY}));
        assertThat(floats.isRegular()).isTrue();
        Series ints = Series.regular(MARCH, HOUR, new int[] {Integer.MIN_VALUE, 0, Integer.MAX_VALUE});
        assertThat(ints).isEqualTo(Series.regular(MARCH, HOUR, new double[] {-2147483648.0, 0.0, 2147483647.0}));
        assertThat(ints.isRegular()).isTrue();
    }

    @Test
    void theValueAtAnInstantIsThatOfThePointThere() {
        assertThat(HOURS.valueAt(MARCH.toInstant())).isEqualTo(1);
        assertThat(HOURS.valueAt(MARCH.plusHours(1).toInstant())).isNaN();
        assertThat(HOURS.valueAt(MARCH.plusHours(3).toInstant())).isEqualTo(4);
        assertThat(HOURS.valueAt(MARCH.plusHours(4).toInstant())).isNaN();
        assertThat(HOURS.valueAt(MARCH.plusMinutes(1).toInstant())).isNaN();
        assertThat(HOURS.valueAt(MARCH.plusHours(3).toInstant().plusNanos(1))).isNaN();
        assertThat(HOURS.valueAt(MARCH.plusHours(3).toInstant().minusNanos(1))).isNaN();
        assertThat(BESIDE.valueAt(Instant.ofEpochMilli(-10))).isEqualTo(1);
        assertThat(BESIDE.valueAt(Instant.ofEpochMilli(20))).isNaN();
        assertThat(BESIDE.valueAt(Instant.ofEpochMilli(21))).isNaN();
        Series ends = Series.wrap(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, new double[] {1, 2});
        assertThat(ends.valueAt(Instant.MIN)).isNaN();
        assertThat(ends.valueAt(Instant.MAX)).isNaN();
        assertThat(ends.valueAt(Instant.ofEpochMilli(Long.MAX_VALUE))).isEqualTo(2);
        assertThat(Series.empty().valueAt(ONE)).isNaN();
    }

    @Test
    void samplesAreEveryPointInOrder() {
        assertThat(BESIDE.samples())
                .containsExactly(
                        new Sample(Instant.ofEpochMilli(-10), 1),
                        new Sample(Instant.ofEpochMilli(20), NaN),
                        new Sample(Instant.ofEpochMilli(30), 3));
        List<Sample> seen = new ArrayList<>();
        for (Sample sample : HOURS.samples()) {
            seen.add(sample);
        }
        assertThat(seen).hasSize(4).isEqualTo(HOURS.stream().toList());
        assertThat(Series.collect(HOURS.stream())).isEqualTo(HOURS);
        assertThat(HOURS.stream().filter(sample -> sample.value() > 1).count()).isEqualTo(1);
        assertThatThrownBy(() -> HOURS.samples().remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> HOURS.samples().get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}

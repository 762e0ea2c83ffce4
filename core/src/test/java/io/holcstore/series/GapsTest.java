package io.holcstore.series;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Seeds;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static final ZonedDateTime START = ZonedDateTime.of(2024, 3, 30, 0, 0, 0, 0, ZoneId.of("Europe/Paris"));

    @Test
    void findsRunsAtEveryPlace() {
        assertThat(runs(0, 0)).isEmpty();
        assertThat(runs(0, 3, 1, 2, 3)).isEmpty();
        assertThat(runs(0, 3, NaN, NaN, NaN)).containsExactly("0-3");
        assertThat(runs(0, 6, NaN, 1, NaN, NaN, 2, NaN)).containsExactly("0-1", "2-4", "5-6");
        assertThat(runs(0, 1, Double.POSITIVE_INFINITY)).isEmpty();
    }

    @Test
    void looksOnlyInsideItsBounds() {
        assertThat(runs(1, 4, NaN, NaN, 1, NaN, NaN)).containsExactly("1-2", "3-4");
        assertThatThrownBy(() -> runs(0, 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void runsCoverExactlyTheSlotsWithoutValue() {
        long seed = Seeds.of(11);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            double[] values = random.doubles(random.nextInt(40))
                    .map(v -> v < 0.5 ? NaN : v)
                    .toArray();
            BitSet expected = new BitSet();
            for (int i = 0; i < values.length; i++) {
                expected.set(i, Double.isNaN(values[i]));
            }
            BitSet covered = new BitSet();
            int[] last = {-1};
            Gaps.find(values, 0, values.length, (from, to) -> {
                assertThat(from).isGreaterThan(last[0]).isLessThan(to);
                covered.set(from, to);
                last[0] = to;
            });
            assertThat(covered).as("seed %d, round %d", seed, round).isEqualTo(expected);
        }
    }

    @Test
    void rangesReachToTheNextValueOrTheEndOfTheGrid() {
        Grid days = Grid.of(START, Frequency.parse("1d"), 4);
        assertThat(Gaps.find(days, new double[] {1, NaN, 2, NaN}))
                .containsExactly(
                        TimeRange.of(START.plusDays(1), START.plusDays(2)),
                        TimeRange.of(START.plusDays(3), START.plusDays(4)));
        assertThat(Gaps.find(days, new double[] {NaN, NaN, NaN, NaN}))
                .containsExactly(TimeRange.of(START, START.plusDays(4)));
        assertThat(Gaps.find(days.slice(0, 0), new double[0])).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Gaps.find(days, new double[3]));
    }

    private static List<String> runs(int from, int to, double... values) {
        List<String> runs = new ArrayList<>();
        Gaps.find(values, from, to, (start, end) -> runs.add(start + "-" + end));
        return runs;
    }
}

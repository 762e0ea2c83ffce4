package io.holcstore.series;

import static java.lang.Double.MAX_VALUE;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Seeds;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static Statistics of(double... values) {
        return Statistics.of(values, 0, values.length);
    }

    @Test
    void nanCountsForNothing() {
        assertThat(of(NaN, 2, NaN, -3, 4, NaN)).isEqualTo(new Statistics(3, 3, -3, 4));
        assertThat(of(NaN, NaN)).isEqualTo(new Statistics(0, NaN, NaN, NaN)).isEqualTo(of());
        assertThat(Statistics.of(new double[] {9, 1, 2, 9}, 1, 3)).isEqualTo(new Statistics(2, 3, 1, 2));
        assertThatThrownBy(() -> Statistics.of(new double[3], 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatRoundingTakesAwayComesBack() {
        assertThat(of(1e16, 1, 1, 1, -1e16).sum()).isEqualTo(3);
        double[] tenths = new double[1_000_000];
        Arrays.fill(tenths, 0.1);
        assertThat(of(tenths).sum()).isEqualTo(100_000);
        assertThat(of(0.1, 0.2, 0.3).sum()).isEqualTo(0.6);
    }

    @Test
    void endsOfTheRangeOfADouble() {
        assertThat(of(POSITIVE_INFINITY, 1)).isEqualTo(new Statistics(2, POSITIVE_INFINITY, 1, POSITIVE_INFINITY));
        assertThat(of(NEGATIVE_INFINITY).sum()).isEqualTo(NEGATIVE_INFINITY);
        assertThat(of(1, POSITIVE_INFINITY, NEGATIVE_INFINITY))
                .isEqualTo(new Statistics(3, NaN, NEGATIVE_INFINITY, POSITIVE_INFINITY));
        assertThat(of(MAX_VALUE, MAX_VALUE, -MAX_VALUE).sum()).isEqualTo(POSITIVE_INFINITY);
        assertThat(of(MAX_VALUE, -MAX_VALUE, MAX_VALUE).sum()).isEqualTo(MAX_VALUE);
        assertThat(of(-MAX_VALUE, MAX_VALUE / 2, MAX_VALUE, -MAX_VALUE).sum()).isEqualTo(-MAX_VALUE / 2);
        assertThat(of(Double.MIN_VALUE, Double.MIN_VALUE).sum()).isEqualTo(2 * Double.MIN_VALUE);
    }

    @Test
    void zeroHasNoSign() {
        assertThat(of(-0.0, -0.0)).isEqualTo(new Statistics(2, 0.0, 0.0, 0.0)); // a record compares bits
        assertThat(of(-1, 1).sum()).isEqualTo(Double.valueOf(0.0));
        assertThat(of(-0.0, 0.0, 1)).isEqualTo(new Statistics(3, 1, 0.0, 1));
    }

    /** Twice the precision: where the terms do not cancel, the exact sum rounded once. */
    @Test
    void sumsAsExactArithmetic() {
        long seed = Seeds.of(5);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            double[] values = new double[1 + random.nextInt(200)];
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.scalb(random.nextDouble(), random.nextInt(60));
                exact = exact.add(new BigDecimal(values[i]));
            }
            assertThat(of(values).sum()).as("seed %d, round %d", seed, round).isEqualTo(exact.doubleValue());
        }
    }
}

package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private static final int COUNT = 100_000;

    /** Wholes of every size, and those next to powers of two, where rounding is hardest. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void dividesAsADivisionDoes(int exponent) {
        double power = Double.parseDouble("1e" + exponent);
        divides(exponent, power);
        divides(exponent, 9009 * power);
    }

    private static void divides(int exponent, double power) {
        SplittableRandom random = new SplittableRandom(exponent);
        double[] wholes = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            long whole = i % 4 == 0 ? (1L << random.nextInt(63)) + random.nextInt(-2, 3) : random.nextLong();
            wholes[i] = whole >> (i % 4 == 0 ? 0 : random.nextInt(64));
        }
        double[] quotients = wholes.clone();
        Mapping.divide(quotients, 0, COUNT, power);
        for (int i = 0; i < COUNT; i++) {
            assertThat(Double.doubleToRawLongBits(quotients[i]))
                    .as("%s / %s", wholes[i], power)
                    .isEqualTo(Double.doubleToRawLongBits(wholes[i] / power));
        }
    }
}

package io.holcstore.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Seeds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;

/** Doubles of every kind as text and back. */
class NumberTextPropertyTest {
    private final NumberText text = new NumberText('.', -1);
    private final NumberReader reader = new NumberReader('.');

    @Test
    void isExactAndAsShortAsCanBe() {
        forDoubles(value -> {
            String written = text.of(value);
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(written)))
                    .as("%s as %s", value, written)
                    .isEqualTo(Double.doubleToRawLongBits(value));
            assertThat(Double.doubleToRawLongBits(reader.parse(written)))
                    .as("%s read by us", written)
                    .isEqualTo(Double.doubleToRawLongBits(value));
            assertThat(digits(new BigDecimal(written)))
                    .as("%s as %s", value, written)
                    .isEqualTo(fewestDigits(value));
        });
    }

    /** Every kind: all exponents, powers of two and their neighbours, decimals, floats, whole numbers. */
    private static void forDoubles(DoubleConsumer test) {
        SplittableRandom random = new SplittableRandom(Seeds.of(7));
        for (int i = 0; i < 1000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (i % 4 == 0 && Double.isFinite(any)) {
                test.accept(any);
            }
            test.accept(random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(12)));
            test.accept((float) random.nextDouble(-1000, 1000));
            test.accept(random.nextDouble(-1e6, 1e6));
            test.accept((double) random.nextLong(1L << 60));
            test.accept(random.nextInt(300) * 0.1);
        }
        for (int exponent = -1074; exponent < 1024; exponent += 3) {
            double power = Math.scalb(1.0, exponent);
            test.accept(power);
            test.accept(Math.nextUp(power));
            if (exponent > -1074) {
                test.accept(Math.nextDown(power));
            }
        }
    }

    private static int digits(BigDecimal number) {
        return number.signum() == 0 ? 1 : number.stripTrailingZeros().precision();
    }

    /** By trying every length, both neighbours. */
    private static int fewestDigits(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            for (RoundingMode rounding : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                if (exact.round(new MathContext(digits, rounding)).doubleValue() == value) {
                    return digits(exact.round(new MathContext(digits, rounding)));
                }
            }
        }
        return 17;
    }
}

package io.holcstore.key;

import static io.holcstore.key.AxisType.BIGINT;
import static io.holcstore.key.AxisType.BOOLEAN;
import static io.holcstore.key.AxisType.DATE;
import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.NUMERIC;
import static io.holcstore.key.AxisType.SMALLINT;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.TIMESTAMP;
import static io.holcstore.key.AxisType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Seeds;
import io.holcstore.error.DefinitionException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTypeTest {
    @Test
    void takesItsOwnJavaType() {
        assertThat(INT.check(1)).isEqualTo(1);
        assertThat(BIGINT.check(1L)).isEqualTo(1L);
        assertThat(SMALLINT.check((short) 1)).isEqualTo((short) 1);
        assertThat(BOOLEAN.check(true)).isTrue();
        assertThat(TEXT.check("é")).isEqualTo("é");
        assertThat(VARCHAR(3).check("abc")).isEqualTo("abc");
        assertThat(VARCHAR(3).check("")).isEmpty();
        assertThat(DATE.check(LocalDate.of(2024, 2, 29))).isEqualTo("2024-02-29");
        UUID uuid = new UUID(1, 2);
        assertThat(AxisType.UUID.check(uuid)).isEqualTo(uuid);
        Instant micros = Instant.parse("2024-01-01T00:00:00.123456Z");
        assertThat(TIMESTAMP.check(micros)).isEqualTo(micros);
        assertThat(NUMERIC(4, 2).check(new BigDecimal("12.34"))).isEqualTo(new BigDecimal("12.34"));
    }

    @Test
    void takesWholeNumbersThatItHolds() {
        assertThat(SMALLINT.check((byte) -7)).isEqualTo((short) -7);
        assertThat(SMALLINT.check(-32768)).isEqualTo(Short.MIN_VALUE);
        assertThat(INT.check(1L)).isEqualTo(1);
        assertThat(INT.check((byte) -7)).isEqualTo(-7);
        assertThat(INT.check(Short.MIN_VALUE)).isEqualTo(-32768);
        assertThat(BIGINT.check(Integer.MIN_VALUE)).isEqualTo(-2147483648L);
        assertThat(NUMERIC(21, 2).check(Long.MAX_VALUE)).isEqualTo(new BigDecimal("9223372036854775807.00"));
    }

    @Test
    void neverLosesAndNeverConvertsOtherwise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> INT.check(1L << 31))
                .withMessage("2147483648 is a Long; integer accepts a Integer");
        assertThatIllegalArgumentException().isThrownBy(() -> SMALLINT.check(32768));
        assertThatIllegalArgumentException().isThrownBy(() -> INT.check("1")).withMessageContaining("'1' is a String");
        assertThatIllegalArgumentException().isThrownBy(() -> INT.check(1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> TEXT.check(1));
        assertThatIllegalArgumentException().isThrownBy(() -> TEXT.check('c'));
        assertThatIllegalArgumentException().isThrownBy(() -> BOOLEAN.check(1));
        assertThatIllegalArgumentException().isThrownBy(() -> DATE.check("2024-01-01"));
        assertThatIllegalArgumentException().isThrownBy(() -> AxisType.UUID.check(new UUID(1, 2).toString()));
        assertThatIllegalArgumentException().isThrownBy(() -> TIMESTAMP.check(0L));
        assertThatIllegalArgumentException().isThrownBy(() -> NUMERIC(4, 2).check(1.5));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may do
    void refusesNull() {
        assertThatThrownBy(() -> INT.check(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("integer");
    }

    @Test
    void limitsStrings() {
        assertThat(VARCHAR(2).check("\uD83D\uDE00")).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VARCHAR(3).check("abcd"))
                .withMessage("'abcd' has 4 characters; varchar(3) accepts 3");
        assertThatIllegalArgumentException().isThrownBy(() -> VARCHAR(1).check("\uD83D\uDE00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEXT.check("a\0b"))
                .withMessageContaining("NUL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEXT.check("x".repeat(100_000) + '\0'))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uD83Dx"})
    void refusesUnpairedSurrogates(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TEXT.check(text)).withMessageContaining("surrogate");
    }

    @Test
    void normalisesNumbersToTheScale() {
        AxisType<BigDecimal> type = NUMERIC(4, 2);
        assertThat(type.check(new BigDecimal("1.5"))).isEqualTo(new BigDecimal("1.50"));
        assertThat(type.check(new BigDecimal("1.50000"))).isEqualTo(new BigDecimal("1.50"));
        assertThat(type.check(new BigDecimal("9E+1"))).isEqualTo(new BigDecimal("90.00"));
        assertThat(type.check(new BigDecimal("-99.99"))).isEqualTo(new BigDecimal("-99.99"));
        assertThat(type.check(new BigDecimal("0E+50"))).isEqualTo(new BigDecimal("0.00"));
        assertThat(NUMERIC(2, 2).check(new BigDecimal("0.09"))).isEqualTo(new BigDecimal("0.09"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.check(new BigDecimal("1.005")))
                .withMessageContaining("1.005 has more than 2 digits after the point");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.check(new BigDecimal("100")))
                .withMessageContaining("3 digits before the point");
        assertThatIllegalArgumentException().isThrownBy(() -> NUMERIC(2, 2).check(BigDecimal.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> type.check(100));
        assertThatIllegalArgumentException().isThrownBy(() -> type.check(new BigDecimal("1E+2000000000")));
        assertThatIllegalArgumentException().isThrownBy(() -> type.check(new BigDecimal("1E-2000000000")));
        assertThatIllegalArgumentException().isThrownBy(() -> type.check(new BigDecimal("1E-500000000")));
    }

    @Test
    void limitsYears() {
        assertThat(DATE.check(LocalDate.of(1, 1, 1))).isEqualTo("0001-01-01");
        assertThat(DATE.check(LocalDate.of(9999, 12, 31))).isEqualTo("9999-12-31");
        assertThatIllegalArgumentException().isThrownBy(() -> DATE.check(LocalDate.of(0, 12, 31)));
        assertThatIllegalArgumentException().isThrownBy(() -> DATE.check(LocalDate.of(10000, 1, 1)));
        assertThat(TIMESTAMP.check(Instant.parse("9999-12-31T23:59:59.999999Z")))
                .isNotNull();
        assertThat(TIMESTAMP.check(Instant.parse("0001-01-01T00:00:00Z"))).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIMESTAMP.check(Instant.parse("0000-12-31T23:59:59.999999Z")));
        assertThatIllegalArgumentException().isThrownBy(() -> TIMESTAMP.check(Instant.parse("+10000-01-01T00:00:00Z")));
        assertThatIllegalArgumentException().isThrownBy(() -> TIMESTAMP.check(Instant.MAX));
    }

    @Test
    void takesWholeMicrosecondsOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIMESTAMP.check(Instant.parse("1969-12-31T23:59:59.123456789Z")))
                .withMessageContaining("whole microseconds");
    }

    @Test
    void refusesDefinitionsNoDatabaseTakes() {
        assertThatThrownBy(() -> VARCHAR(0))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("VARCHAR(0)");
        assertThatThrownBy(() -> VARCHAR(-1)).isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> VARCHAR((1 << 20) + 1)).isInstanceOf(DefinitionException.class);
        assertThat(VARCHAR(1 << 20).length()).isEqualTo(1 << 20);
        assertThatThrownBy(() -> NUMERIC(0, 0)).isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> NUMERIC(3, 4))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("NUMERIC(3, 4)");
        assertThatThrownBy(() -> NUMERIC(3, -1)).isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> NUMERIC(1001, 0)).isInstanceOf(DefinitionException.class);
    }

    @Test
    void hasACanonicalTextAndValueEquality() {
        assertThat(Arrays.asList(INT, BIGINT, SMALLINT, BOOLEAN, TEXT, DATE, AxisType.UUID, TIMESTAMP))
                .extracting(AxisType::toString)
                .containsExactly("integer", "bigint", "smallint", "boolean", "text", "date", "uuid", "timestamp");
        assertThat(VARCHAR(20))
                .hasToString("varchar(20)")
                .isEqualTo(VARCHAR(20))
                .hasSameHashCodeAs(VARCHAR(20));
        assertThat(NUMERIC(10, 2)).hasToString("numeric(10,2)").isEqualTo(NUMERIC(10, 2));
        assertThat(VARCHAR(20)).isNotEqualTo(VARCHAR(21)).isNotEqualTo(TEXT);
        assertThat(NUMERIC(10, 2)).isNotEqualTo(NUMERIC(10, 3)).isNotEqualTo(NUMERIC(11, 2));
        assertThat(INT).isNotEqualTo(BIGINT);
        assertThat(NUMERIC(10, 2).precision()).isEqualTo(10);
        assertThat(NUMERIC(10, 2).scale()).isEqualTo(2);
        assertThat(NUMERIC(10, 2).length()).isZero();
        assertThat(VARCHAR(20).length()).isEqualTo(20);
        assertThat(VARCHAR(20).precision()).isZero();
    }

    @Test
    void ordersStringsByCodePointAndUuidsByUnsignedBytes() {
        assertThat(TEXT.compare("Z", "a")).isNegative();
        assertThat(TEXT.compare("a", "ab")).isNegative();
        assertThat(TEXT.compare("\uE000", "\uD83D\uDE00")).isNegative();
        assertThat(AxisType.UUID.compare(new UUID(Long.MIN_VALUE, 0), new UUID(Long.MAX_VALUE, 0)))
                .isPositive();
        assertThat(AxisType.UUID.compare(new UUID(0, -1), new UUID(0, 1))).isPositive();
        assertThat(BOOLEAN.compare(false, true)).isNegative();
        assertThat(INT.compare(-1, 1)).isNegative();
        assertThat(DATE.compare(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 1)))
                .isPositive();
    }

    @Test
    void ordersStringsAsTheirUtf8Bytes() {
        int[] codePoints = {0x41, 0x61, 0xE9, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1F600, 0x10FFFF};
        long seed = Seeds.of(20240331);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String a = randomText(random, codePoints);
            String b = randomText(random, codePoints);
            int expected =
                    Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(TEXT.compare(a, b)))
                    .as("seed %d, case %d: '%s' and '%s'", seed, i, a, b)
                    .isEqualTo(Integer.signum(expected));
        }
    }

    private static String randomText(Random random, int[] codePoints) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }
}

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

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class AxisTextTest {
    private static <T> void comesBack(AxisType<T> type, T value) {
        assertThat(type.parse(value.toString())).isEqualTo(value);
    }

    @Test
    void everyValueComesBackFromItsText() {
        comesBack(INT, Integer.MIN_VALUE);
        comesBack(BIGINT, Long.MAX_VALUE);
        comesBack(SMALLINT, Short.MIN_VALUE);
        comesBack(BOOLEAN, true);
        comesBack(BOOLEAN, false);
        comesBack(TEXT, "");
        comesBack(VARCHAR(9), "a:é\uD83D\uDE00&=%");
        comesBack(DATE, LocalDate.of(1, 1, 1));
        comesBack(DATE, LocalDate.of(9999, 12, 31));
        comesBack(TIMESTAMP, Instant.parse("2024-10-27T00:30:00.000001Z"));
        comesBack(AxisType.UUID, new java.util.UUID(-1, 2));
        comesBack(NUMERIC(20, 10), new BigDecimal("0E-10"));
        comesBack(NUMERIC(1000, 0), BigDecimal.ONE.negate().movePointRight(999).setScale(0));
    }

    private static void refused(AxisType<?> type, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.parse(text))
                .withMessageContaining("'")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void whatIsNoValueIsRefused() {
        refused(INT, "2147483648");
        refused(INT, "");
        refused(INT, "1.0");
        refused(BIGINT, " 1");
        refused(SMALLINT, "32768");
        refused(BOOLEAN, "TRUE");
        refused(DATE, "2024-02-30");
        refused(TIMESTAMP, "2024-01-01T00:00:00");
        refused(AxisType.UUID, "1-1-1-1-1");
        refused(AxisType.UUID, "00000000-0000-0000-0000-00000000000g");
        refused(NUMERIC(10, 2), "NaN");
        refused(VARCHAR(3), "four");
        refused(TEXT, "a\u0000");
        assertThatIllegalArgumentException().isThrownBy(() -> INT.parse("x")).withMessage("'x' is not a valid integer");
    }

    @Test
    void longTextIsRefusedBeforeItIsRead() {
        refused(NUMERIC(1000, 0), "9".repeat(1_000_000));
        refused(INT, "1".repeat(1_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> NUMERIC(10, 2).parse("1E+1000000000"));
    }

    @Test
    void theAxisIsNamed() {
        Axis<Integer> version = Axis.of("version", INT);
        assertThat(version.parse("7")).isEqualTo(version.is(7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> version.parse("x"))
                .withMessage("axis version: 'x' is not a valid integer");
    }
}

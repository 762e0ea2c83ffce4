package io.holcstore.internal.files;

import static io.holcstore.key.AxisType.BIGINT;
import static io.holcstore.key.AxisType.BOOLEAN;
import static io.holcstore.key.AxisType.DATE;
import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.NUMERIC;
import static io.holcstore.key.AxisType.SMALLINT;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.TIMESTAMP;
import static io.holcstore.key.AxisType.UUID;
import static io.holcstore.key.AxisType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTextTest {
    private static final Axis<String> A = Axis.of("a", TEXT);
    private static final Axis<String> B = Axis.of("b", TEXT);

    @Test
    void valuesOfEveryTypeComeBack() {
        comesBack(INT, -5);
        comesBack(BIGINT, Long.MIN_VALUE);
        comesBack(SMALLINT, (short) 7);
        comesBack(BOOLEAN, true);
        comesBack(BOOLEAN, false);
        comesBack(VARCHAR(20), " a;b\"/\\ ");
        comesBack(TEXT, "");
        comesBack(DATE, java.time.LocalDate.of(1, 2, 3));
        comesBack(UUID, java.util.UUID.fromString("00000000-0000-0001-0000-000000000002"));
        comesBack(TIMESTAMP, Instant.parse("2024-05-01T12:00:00.000001Z"));
        comesBack(NUMERIC(30, 10), new java.math.BigDecimal("1234567890.0000000001"));
    }

    private static <T> void comesBack(AxisType<T> type, Object value) {
        Axis<T> axis = Axis.of("x", type);
        T held = axis.widen(value).value();
        assertThat(axis.widen(KeyText.parse(axis, KeyText.of(SeriesKey.of(axis.is(held)), 0)))
                        .value())
                .isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 1.5",
        "INT, 99999999999",
        "BOOLEAN, yes",
        "DATE, 2024-02-30",
        "INT, \u0661",
        "UUID, x",
        "UUID, 123e4567-e89b-12d3-a456-42661417400",
        "UUID, 123e456-7e89b-12d3-a456-426614174000",
        "UUID, 123e4567-e89b-12d3-a456-42661417400\u0660",
        "TIMESTAMP, 2024-01-01",
        "NUMERIC, 1;5",
        "NUMERIC, \u0661",
        "NUMERIC, 1E+1000000000"
    })
    void whatIsNoValueIsRefused(String name, String text) {
        AxisType<?> type =
                switch (name) {
                    case "INT" -> INT;
                    case "BOOLEAN" -> BOOLEAN;
                    case "DATE" -> DATE;
                    case "UUID" -> UUID;
                    case "TIMESTAMP" -> TIMESTAMP;
                    default -> NUMERIC(5, 1);
                };
        assertThatThrownBy(() -> KeyText.parse(Axis.of("x", type), text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(type.toString());
        assertThatThrownBy(() -> KeyText.parse(Axis.of("x", type), "9".repeat(300_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(1000));
    }

    @Test
    void keysAsOneTextComeBackWhateverTheyHold() {
        List<String> texts = List.of("", "a", "/", "\\", "\\/", "a/b\\", "//", "\u00e4\u4e2d", "=1+1");
        for (String a : texts) {
            assertThat(KeyText.split(KeyText.join(SeriesKey.of(A.is(a))), 1)).containsExactly(a);
            for (String b : texts) {
                assertThat(KeyText.split(KeyText.join(SeriesKey.of(A.is(a), B.is(b))), 2))
                        .containsExactly(a, b);
            }
        }
        assertThat(KeyText.join(SeriesKey.of(A.is("1"), B.is("base")))).isEqualTo("1/base");
    }
}

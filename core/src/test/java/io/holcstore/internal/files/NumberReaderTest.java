package io.holcstore.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReaderTest {
    private final NumberReader point = new NumberReader('.');
    private final NumberReader comma = new NumberReader(',');

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1,5; 1.5",
                "-0,25; -0.25",
                "+7; 7",
                "1e3; 1000",
                "1,5E-3; 0.0015",
                ",5; 0.5",
                "5,; 5",
                "' 2,5 '; 2.5"
            })
    void readsDecimalCommas(String text, double expected) {
        assertThat(comma.parse(text)).isEqualTo(expected);
    }

    @Test
    void roundsAsTheJdkDoes() {
        SplittableRandom random = new SplittableRandom(Seeds.of(3));
        for (int i = 0; i < 20_000; i++) {
            String whole = Long.toString(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
            String decimals = "0".repeat(random.nextInt(8)) + (random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
            String text = (random.nextBoolean() ? "-" : "") + whole + "." + decimals;
            assertThat(point.parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,234.5",
                "1.234.5",
                "1 234",
                "1\u00a0234",
                "0x1p3",
                "1d",
                "12f",
                "1e",
                "1e+",
                "--1",
                "+-1",
                ".",
                "-",
                "abc",
                "nan",
                "inf",
                "1_000",
                "\u0661\u0662",
                "\u2212",
                "\u2212-1",
                "1\u22122",
                "-1-",
                "1--",
                "1e5-",
                "1%",
                "5 kW",
                "1e5.5",
                "Infinity1",
                "1;2"
            })
    void takesNothingElseForANumber(String text) {
        assertThatThrownBy(() -> point.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not a number");
    }

    @Test
    void minusSignsOfOtherPrograms() {
        assertThat(point.parse("\u22121.5")).isEqualTo(-1.5);
        assertThat(point.parse(" \u2212.5e1\u00a0")).isEqualTo(-5);
        assertThat(point.parse("1.5-")).isEqualTo(-1.5);
    }

    @Test
    void takesNoNumberForZero() {
        assertThat(point.parse("5e-324")).isEqualTo(Double.MIN_VALUE);
        assertThat(point.parse("-0.000e-400")).isEqualTo(-0.0);
        assertThatThrownBy(() -> point.parse("1e-400")).hasMessageContaining("smaller than any double");
        assertThatThrownBy(() -> comma.parse("-0,1e-330")).hasMessageContaining("smaller than any double");
    }

    @Test
    void theErrorNamesTheWayOut() {
        assertThatThrownBy(() -> point.parse("1,234.5"))
                .hasMessageContainingAll("from its character 2 on", "decimal mark is '.'", "thousands separators");
        assertThatThrownBy(() -> comma.parse("12.5")).hasMessageContainingAll("decimal mark is ','", "decimal(..)");
        assertThatThrownBy(() -> point.parse("n/a")).hasMessageContaining("missing(..)");
    }

    @Test
    void takesNoNumberForInfinity() {
        assertThat(point.parse("-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(point.parse("1e308")).isEqualTo(1e308);
        assertThatThrownBy(() -> point.parse("-1e309")).hasMessageContaining("larger than any double");
    }
}

package io.holcstore.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    private final NumberText text = new NumberText('.', -1);
    private final NumberReader reader = new NumberReader('.');

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, -0",
        "1.0, 1",
        "14181.0, 14181",
        "0.1, 0.1",
        "-1234.5, -1234.5",
        "0.30000000000000004, 0.30000000000000004",
        "6.300000000000001, 6.300000000000001",
        "5.827000141143799, 5.827000141143799",
        "1e15, 1000000000000000",
        "123456789012345678, 123456789012345680",
        "1e18, 1E+18",
        "1e23, 1E+23",
        "2e23, 2E+23", // 1.9999999999999998E23 up to JDK 18
        "9.5e-6, 0.0000095",
        "1e-5, 0.00001",
        "1e-6, 0.000001",
        "5.684341886080802E-14, 5.684341886080802E-14", // 2^-44, nearer to .801, which is another double's
        "4.9E-324, 5E-324",
        "1.7976931348623157E308, 1.7976931348623157E+308",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
    })
    void hasTheFewestDigits(double value, String expected) {
        assertThat(text.of(value)).isEqualTo(expected);
        assertThat(Double.doubleToRawLongBits(reader.parse(expected))).isEqualTo(Double.doubleToRawLongBits(value));
    }

    @Test
    void decimalMarkAndDecimalsAreAsToldWhateverTheLocale() {
        assertThat(new NumberText(',', -1).of(-1234.5)).isEqualTo("-1234,5");
        assertThat(new NumberText(',', -1).of(1.5e-9)).isEqualTo("1,5E-9");
        assertThat(new NumberText(',', 3).of(1234567.0625)).isEqualTo("1234567,062"); // half to even
        assertThat(new NumberText('.', 8).of(0.1)).isEqualTo("0.10000000");
        assertThat(new NumberText('.', 0).of(1e20)).isEqualTo("100000000000000000000");
        assertThat(new NumberText('.', 2).of(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }
}

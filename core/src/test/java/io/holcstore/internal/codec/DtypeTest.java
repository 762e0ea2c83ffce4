package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holcstore.error.ChunkFormatException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtypeTest {
    @ParameterizedTest
    @CsvSource({
        "float64, 000000000000f83f, 1.5",
        "<f8, 000000000000f83f, 1.5",
        ">f8, 3ff8000000000000, 1.5",
        "float32, 0000c03f, 1.5",
        ">f4, 3fc00000, 1.5",
        "float32, 0000c07f, NaN",
        "float16, 003e, 1.5",
        ">f2, 3e00, 1.5",
        "float16, 0100, 5.960464477539063E-8",
        "float16, ff7b, 65504",
        "float16, 0004, 6.103515625E-5",
        "float16, 00fc, -Infinity",
        "float16, 017c, NaN",
        "float16, 0080, -0.0",
        "int64, feffffffffffffff, -2",
        ">i8, 0000000000000102, 258",
        "int64, 0000000000002000, 9007199254740992",
        "int64, 0200000000002000, 9007199254740994",
        "int64, 0000000000000080, -9223372036854775808",
        "int32, feffffff, -2",
        ">i4, 00000102, 258",
        "int16, feff, -2",
        ">i2, 0102, 258",
        "int8, fe, -2",
        "|i1, fe, -2",
        "uint64, 0000000000000080, 9223372036854775808",
        "uint64, 00f8ffffffffffff, 18446744073709549568",
        "uint64, 0100000000000000, 1",
        ">u8, 0000000000000102, 258",
        "uint32, feffffff, 4294967294",
        "uint16, feff, 65534",
        "uint8, fe, 254",
        "|u1, fe, 254",
        "bool, 01, 1",
        "|b1, 00, 0",
    })
    void readsEveryNumberType(String name, String hex, double value) {
        double[] dest = new double[3];

        Dtype.parse(name).read(HexFormat.of().parseHex(hex + hex), 1, 2, dest, 1);

        assertThat(dest).containsExactly(new double[] {0, value, 0});
    }

    @ParameterizedTest
    @CsvSource({
        "int64, 0100000000002000, 9007199254740993",
        "int64, ffffffffffffff7f, 9223372036854775807",
        "int64, ffffffffffffdfff, -9007199254740993",
        "uint64, ffffffffffffffff, 18446744073709551615",
        "uint64, 0100000000002000, 9007199254740993",
    })
    void refusesAnIntegerThatNoDoubleEquals(String name, String hex, String value) {
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> Dtype.parse(name).read(HexFormat.of().parseHex(hex), 0, 1, new double[1], 0))
                .withMessageContaining(value)
                .withMessageContaining("2^53");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "f8",
                "=f8",
                "|f8",
                "<f16",
                "<b4",
                "object",
                "datetime64[ns]",
                "<float64",
                "Float64",
                "<M8[ns]"
            })
    void refusesOtherTypesByName(String name) {
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> Dtype.parse(name))
                .withMessageContaining("float16")
                .withMessageEndingWith("'" + name + "'");
    }

    @Test
    void refusesABooleanOfTwo() {
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> Dtype.parse("bool").read(new byte[] {2}, 0, 1, new double[1], 0));
    }
}

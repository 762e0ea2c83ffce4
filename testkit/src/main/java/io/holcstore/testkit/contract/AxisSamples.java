package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.BIGINT;
import static io.holcstore.key.AxisType.BOOLEAN;
import static io.holcstore.key.AxisType.DATE;
import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.NUMERIC;
import static io.holcstore.key.AxisType.SMALLINT;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.TIMESTAMP;
import static io.holcstore.key.AxisType.VARCHAR;

import io.holcstore.key.AxisType;
import io.holcstore.testkit.DatabaseFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A type with values that a database or a driver could get wrong.
 *
 * @param another a further value for each small number
 */
record AxisSamples<T>(AxisType<T> type, List<T> values, IntFunction<Object> another) {
    /** Those of the values that a database holds in keys. */
    AxisSamples<T> heldBy(DatabaseFacts facts) {
        List<T> held = values.stream()
                .filter(value -> facts.storesEmptyTexts() || !"".equals(value))
                .toList();
        return new AxisSamples<>(type, held, another);
    }

    private static AxisSamples<BigDecimal> decimals(int precision, int scale, String... values) {
        return new AxisSamples<>(
                NUMERIC(precision, scale),
                Stream.of(values).map(BigDecimal::new).toList(),
                i -> BigDecimal.valueOf(i + 1, scale));
    }

    private static AxisSamples<String> texts(AxisType<String> type) {
        return new AxisSamples<>(
                type,
                List.of(
                        "",
                        " ",
                        "a",
                        "A",
                        "a ",
                        "ä",
                        "a\u0308",
                        "ß",
                        "ss",
                        "z",
                        "Zürich",
                        "O'Brien",
                        "\"quoted\"",
                        "b\\n",
                        "back\\",
                        "\\'",
                        "a\"b`c",
                        "\t\n",
                        "%_",
                        "?",
                        ":x",
                        "{d}",
                        "--",
                        "\u4e2d\u6587",
                        "\uffee",
                        "\ud83d\ude00",
                        "\ud83d\udd0c\u26a1",
                        "NULL"),
                i -> "another, \"" + i + "\"\\");
    }

    static List<AxisSamples<?>> all() {
        return List.of(
                new AxisSamples<>(INT, List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE), i -> 100 + i),
                new AxisSamples<>(BIGINT, List.of(Long.MIN_VALUE, -1L, 0L, 1L << 40, Long.MAX_VALUE), i -> 100 + i),
                new AxisSamples<>(
                        SMALLINT, List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE), i -> 100 + i),
                new AxisSamples<>(BOOLEAN, List.of(false, true), i -> i % 2 == 0),
                texts(VARCHAR(20)),
                texts(TEXT),
                new AxisSamples<>(
                        DATE,
                        Stream.of(
                                        "0001-01-01",
                                        "0004-02-29",
                                        "1582-10-10",
                                        "1899-12-31",
                                        "1970-01-01",
                                        "2000-01-01",
                                        "2024-02-29",
                                        "9999-12-31")
                                .map(LocalDate::parse)
                                .toList(),
                        i -> LocalDate.EPOCH.plusDays(i + 1)),
                new AxisSamples<>(
                        AxisType.UUID,
                        Stream.of(
                                        "00000000-0000-0000-0000-000000000000",
                                        "00000000-0000-0000-8000-000000000001",
                                        "7fffffff-ffff-ffff-7fff-ffffffffffff",
                                        "80000000-0000-0000-0000-000000000000",
                                        "ffffffff-ffff-ffff-ffff-ffffffffffff")
                                .map(UUID::fromString)
                                .toList(),
                        i -> new UUID(i + 1, i)),
                new AxisSamples<>(
                        TIMESTAMP,
                        Stream.of(
                                        "0001-01-01T00:00:00Z",
                                        "1582-10-10T11:12:13Z",
                                        "1899-12-31T23:59:59.999999Z",
                                        "1969-12-31T23:59:59.999999Z",
                                        "2024-03-31T01:00:00.000001Z",
                                        "2024-10-27T00:30:00Z",
                                        "2024-10-27T01:30:00Z",
                                        "9999-12-31T23:59:59.999999Z")
                                .map(Instant::parse)
                                .toList(),
                        Instant.EPOCH::plusSeconds),
                decimals(5, 0, "0", "7", "-7", "99999", "-99999", "10000", "20000"),
                decimals(10, 2, "0", "0.01", "-0.01", "1.5", "100", "12345678.90", "-99999999.99", "0.10", "9999.99"),
                decimals(
                        38,
                        10,
                        "1e-10",
                        "-1e-10",
                        "0",
                        "1",
                        "-1.0000000001",
                        "0.0001",
                        "0.00010001",
                        "10000",
                        "1e8",
                        "1e27",
                        "9999999999999999999999999999.9999999999",
                        "-9999999999999999999999999999.9999999999"),
                decimals(4, 4, "0", "0.0001", "-0.9999", "0.5"),
                decimals(1000, 500, "1e-500", "-1e499", "0", "1e499"));
    }
}

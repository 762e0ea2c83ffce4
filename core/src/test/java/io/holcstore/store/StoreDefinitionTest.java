package io.holcstore.store;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.NUMERIC;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.time.ChunkBy.YEAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.time.Frequency;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreDefinitionTest {
    private static StoreBuilder hourly() {
        return Store.define().chunkBy(YEAR_MONTH).freq("1h").tz("Europe/Paris");
    }

    private static StoreBuilder stepped(String freq, String tz) {
        return Store.define().chunkBy(YEAR_MONTH).freq(freq).tz(tz);
    }

    /** Refused with a message that names all of these. */
    private static void refused(ThrowingCallable definition, String... named) {
        assertThatThrownBy(definition).isInstanceOf(DefinitionException.class).satisfies(e -> assertThat(e.getMessage())
                .contains(named));
    }

    @Test
    void isWhatWasSaid() {
        Axis<String> kind = Axis.of("kind", VARCHAR(20));
        StoreDefinition definition = hourly().axis("version", INT)
                .axis(kind)
                .table("meter.load_curve")
                .offGrid(OffGrid.DROP)
                .encoding(Encoding.LZ4)
                .replicated()
                .build();
        assertThat(definition.name()).isEqualTo("meter.load_curve");
        assertThat(definition.axes()).containsExactly(Axis.of("version", INT), kind);
        assertThat(definition.chunkBy()).isEqualTo(YEAR_MONTH);
        assertThat(definition.frequency()).isEqualTo(Frequency.parse("1h"));
        assertThat(definition.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(definition.offGrid()).isEqualTo(OffGrid.DROP);
        assertThat(definition.encoding()).isEqualTo(Encoding.LZ4);
        assertThat(definition.isReplicated()).isTrue();
        assertThat(definition).asString().contains("meter.load_curve", "1h", "Europe/Paris");
        assertThatThrownBy(() -> definition.axes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void hasDefaults() {
        StoreDefinition definition = hourly().build();
        assertThat(definition.name()).isEqualTo("holcstore_chunks");
        assertThat(definition.axes()).isEmpty();
        assertThat(definition.offGrid()).isEqualTo(OffGrid.REJECT);
        assertThat(definition.isReplicated()).isFalse();
    }

    @Test
    void takesAFrequencyInEachForm() {
        assertThat(Store.define()
                        .chunkBy(YEAR)
                        .freq(Duration.ofMinutes(15))
                        .tz("UTC")
                        .build()
                        .frequency())
                .isEqualTo(Frequency.parse("15min"));
        assertThat(Store.define()
                        .chunkBy(YEAR)
                        .freq(Period.ofDays(1))
                        .tz("UTC")
                        .build()
                        .frequency())
                .isEqualTo(Frequency.parse("1d"));
        for (String freq : new String[] {"10min", "15min", "30min", "60min", "1h", "2h", "1d", "1s", "24h"}) {
            assertThatCode(() -> stepped(freq, "UTC").build()).doesNotThrowAnyException();
        }
    }

    @Test
    void namesWhatIsMissing() {
        refused(() -> Store.define().freq("1h").tz("UTC").build(), "chunkBy", "YEAR_MONTH", "YEAR");
        refused(() -> Store.define().chunkBy(YEAR).tz("UTC").build(), "freq", "15min");
        refused(() -> Store.define().chunkBy(YEAR).freq("1h").build(), "tz", "Europe/Paris");
    }

    @Test
    void namesWhatIsGivenTwice() {
        refused(() -> hourly().freq("30min"), "freq", "1h", "30min");
        refused(() -> hourly().tz("UTC"), "tz", "Europe/Paris", "UTC");
        refused(() -> hourly().chunkBy(YEAR), "chunkBy");
        refused(() -> hourly().table("a1").table("a2"), "table", "a1", "a2");
        refused(() -> hourly().axis("kind", INT).axis("kind", TEXT), "axis 'kind'", "kind integer");
        refused(() -> hourly().axis("kind", INT).axis("Kind", INT), "axis 'Kind'", "kind integer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "series",
                "chunk_index",
                "start_ts",
                "dtype",
                "updated_at",
                "is_deleted",
                "data",
                "value_count",
                "first_ts",
                "last_ts",
                "change_xid",
                "change_seq",
                "Data",
                "START_TS"
            })
    void refusesAxesWithTheNamesOfItsColumns(String name) {
        refused(() -> hourly().axis(name, INT).build(), "axis '" + name + "'", name + "_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "User", "table", "group", "order", "ORDER", "xmin", "ctid", "check", "offset"})
    void refusesReservedWordsOfSql(String name) {
        refused(() -> hourly().axis(name, INT).build(), "axis '" + name + "'", "reserved", name + "_key");
        refused(() -> hourly().table(name).build(), "table '" + name + "'", "reserved");
        refused(() -> hourly().table(name + ".t1").build(), "table '" + name + "'", "reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "1a", "a-b", "a\"b", "a'b", "é", "a;b", "", " ", "a$", "a\n", "ſ", "\u212a"})
    void refusesNamesThatNeedQuotes(String name) {
        assertThatThrownBy(() -> hourly().axis(name, INT).build())
                .isInstanceOfAny(DefinitionException.class, IllegalArgumentException.class)
                .hasMessageContaining("name");
        refused(() -> hourly().table(name).build(), "table '", "letters", "digits");
    }

    @Test
    void namesAreAtMost63BytesLong() {
        String longest = "n".repeat(63);
        hourly().axis(longest, INT).table(longest + '.' + longest).build();
        refused(() -> hourly().axis(longest + "n", INT).build(), "axis", "63", "64");
        refused(() -> hourly().table(longest + "n").build(), "table", "63", "64");
        refused(() -> hourly().table(longest + "n.t1").build(), "table", "63");
        refused(() -> hourly().axis("é".repeat(32), INT).build(), "axis");
    }

    @Test
    void refusesTablesThatAreNone() {
        refused(() -> hourly().table("a1.b1.c1"), "table", "schema.table");
        refused(() -> hourly().table("a1."), "table");
        refused(() -> hourly().table(".a1"), "table");
        refused(() -> hourly().table("holcstore_store"), "table", "the library uses a table of this name");
        refused(() -> hourly().table("x1.HOLCSTORE_STORE"), "table", "the library uses a table of this name");
        refused(() -> hourly().table("holcstore_feed"), "table", "the library uses a table of this name");
        refused(() -> hourly().table("holcstore_subscription"), "table", "the library uses a table of this name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Pari", "", "Mars", "+25:00", "europe/paris"})
    void refusesUnknownZones(String zone) {
        refused(() -> stepped("1h", zone).build(), "tz '" + zone + "'", "Europe/Paris");
    }

    @ParameterizedTest
    @CsvSource({
        "7min, UTC, 5min",
        "5h, UTC, 4h",
        "25h, UTC, 1d",
        "48h, UTC, 1d",
        "7s, UTC, 1s",
        "1h, Australia/Lord_Howe, 30min",
        "4h, Europe/Paris, 1h",
        "24h, Europe/Paris, 1d",
        "12h, America/New_York, 1h",
        "2d, UTC, 1d",
        "1w, UTC, 1d",
        "1month, UTC, 1d",
        "1year, UTC, 1d",
        "1ms, UTC, 1s",
    })
    void refusesFrequenciesAndNamesOneThatWorks(String freq, String zone, String works) {
        refused(() -> stepped(freq, zone).build(), "freq \"" + Frequency.parse(freq) + '"', '"' + works + '"');
        assertThatCode(() -> stepped(works, zone).build()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "0h", "-1h", "1 h", "1H", "1.5h", "1q", "99999999999999999999s", "one hour"})
    void refusesTextThatIsNoFrequency(String freq) {
        refused(() -> stepped(freq, "UTC").build(), "freq", "15min");
    }

    @Test
    void refusesDurationsAndPeriodsThatAreNoSteps() {
        List<ThrowingCallable> definitions = List.of(
                () -> Store.define().freq(Duration.ZERO),
                () -> Store.define().freq(Duration.ofHours(-1)),
                () -> Store.define().freq(Duration.ofNanos(1)),
                () -> Store.define().freq(Period.ZERO),
                () -> Store.define().freq(Period.ofDays(-1)));
        definitions.forEach(definition -> refused(definition, "freq"));
        refused(() -> Store.define().chunkBy(YEAR).freq("1s").tz("UTC").build(), "freq \"1s\"", "YEAR_MONTH");
    }

    @Test
    void refusesTypesOfNoSize() {
        refused(() -> VARCHAR(0), "VARCHAR(0)", "1 to 1048576", "TEXT");
        refused(() -> VARCHAR(-1), "VARCHAR(-1)");
        refused(() -> VARCHAR((1 << 20) + 1), "VARCHAR");
        refused(() -> NUMERIC(0, 0), "NUMERIC(0, 0)", "1 to 1000");
        refused(() -> NUMERIC(5, 6), "NUMERIC(5, 6)", "scale");
        refused(() -> NUMERIC(1001, 0), "NUMERIC(1001, 0)");
        refused(() -> NUMERIC(5, -1), "NUMERIC(5, -1)");
    }

    @Test
    @SuppressWarnings("NullAway") // what is under test
    void nullIsNoSetting() {
        List<ThrowingCallable> settings = List.of(
                () -> hourly().axis((String) null, INT),
                () -> hourly().axis("kind", null),
                () -> hourly().axis(null),
                () -> Store.define().chunkBy(null),
                () -> Store.define().freq((String) null),
                () -> Store.define().freq((Duration) null),
                () -> Store.define().freq((Period) null),
                () -> Store.define().tz((String) null),
                () -> Store.define().tz((ZoneId) null),
                () -> hourly().table(null),
                () -> hourly().offGrid(null),
                () -> hourly().encoding(null),
                () -> hourly().open(null));
        settings.forEach(setting -> assertThatThrownBy(setting).isInstanceOf(NullPointerException.class));
    }

    @Test
    void theScriptIsTheSameInEveryLocale() {
        StoreDefinition definition =
                hourly().axis("version", INT).axis("price", NUMERIC(10, 2)).build();
        String script = definition.ddl(Dialect.postgresql());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            assertThat(hourly().axis("version", INT)
                            .axis("price", NUMERIC(10, 2))
                            .build()
                            .ddl(Dialect.postgresql()))
                    .isEqualTo(script);
            refused(() -> hourly().axis("ID", INT).build(), "axis 'ID'");
            refused(() -> hourly().axis("LIMIT", INT).build(), "axis 'LIMIT'");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(Arrays.asList(script.split(";\n")))
                .hasSizeGreaterThan(4)
                .allSatisfy(statement -> assertThat(statement).doesNotContain(";"));
    }
}

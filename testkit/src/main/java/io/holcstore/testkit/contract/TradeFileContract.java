package io.holcstore.testkit.contract;

import static io.holcstore.files.RepeatedHour.EARLIER;
import static io.holcstore.files.RepeatedHour.IN_ORDER;
import static io.holcstore.files.RepeatedHour.LATER;
import static io.holcstore.key.AxisType.VARCHAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.OffGrid;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files in the shapes in which the trade writes them, each by a few settings; what is stored is what the table beside
 * the file says. Skipped where they are not there.
 */
interface TradeFileContract extends OnFiles {
    /** A series of a file, by any name. */
    Axis<String> SERIES = Axis.of("name", VARCHAR(40));

    /** The files. */
    @SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
    enum Trade {
        LOAD_CURVE_PREAMBLE("30min", "Europe/Paris", (csv, store) -> csv.header("Horodate", "Valeur")
                .time("Horodate")
                .endOfInterval()
                .value("Valeur", store.key("load"))),
        WEATHER_METADATA("1h", "UTC", (csv, store) -> csv.separator(',')
                .skipLines(3)
                .tz("UTC")
                .value("temperature_2m (\u00b0C)", store.key("temperature"))
                .value("shortwave_radiation (W/m\u00b2)", store.key("radiation"))),
        SPREADSHEET_TOTALS("1h", "Europe/Berlin", (csv, store) -> csv.skipRows(1)
                .ignoreRowsWithoutTime()
                .thousands('.')
                .decimal(',')
                .time("Zeitpunkt")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Berlin")
                .value("Verbrauch", store.key("use"))
                .value("Einspeisung", store.key("feed"))),
        DATE_AND_TIME_COLUMNS("15min", "Europe/Berlin", (csv, store) -> csv.decimal(',')
                .time("Datum", "von")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Berlin")
                .repeatedHour("von", Map.of("A", EARLIER, "B", LATER))
                .value("kW", store.key("kW"))),
        SETTLEMENT_PERIODS("30min", "Europe/London", (csv, store) -> csv.separator(',')
                .period("SettlementDate", "SettlementPeriod", Duration.ofMinutes(30))
                .tz("Europe/London")
                .value("Quantity", store.key("mwh"))),
        INTERVAL_IN_A_CELL("15min", "Europe/Brussels", (csv, store) -> csv.separator(',')
                .time("MTU (CET/CEST)")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Brussels")
                .repeatedHour(IN_ORDER)
                .missing("n/e", "-")
                .value("Price [EUR/MWh]", store.key("price"))),
        USAGE_WITH_END_TIMES("15min", "America/Los_Angeles", (csv, store) -> csv.separator(',')
                .header("DATE", "START TIME")
                .time("DATE", "START TIME")
                .tz("America/Los_Angeles")
                .value("USAGE (kWh)", store.key("usage"))),
        DAY_IN_A_ROW("15min", "Europe/Vienna", (csv, store) -> csv.decimal(',')
                .daysInRows("Datum")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Vienna")
                .endOfInterval()
                .axis(SERIES.is("kwh"))),
        HOUR_ENDING_COLUMNS("1h", "America/New_York", (csv, store) -> csv.time("Year", "Month", "Day", "Hour")
                .timePattern("yyyy M d H")
                .tz("America/New_York")
                .endOfInterval()
                .repeatedHour("IsDST", Map.of("1", EARLIER, "0", LATER))
                .value("MW", store.key("mw"))),
        NEWEST_FIRST("1h", "Europe/Paris", (csv, store) -> csv.tz("Europe/Paris")
                .repeatedHour(IN_ORDER)
                .value("value", store.key("value"))),
        EPOCH_SECONDS("15min", "UTC", (csv, store) -> csv.separator(',')
                .epochSeconds("unixtime")
                .value("watts", store.key("watts"))),
        FLAGS_AND_UPDATES("1h", "Europe/Paris", (csv, store) -> csv.separator(',')
                .time("DateTime")
                .where("ResolutionCode", "PT60M")
                .where("Quality", "A")
                .latestBy("UpdateTime")
                .value("Value", store.key("value"))),
        LOGGER_JITTER("15min", "Europe/Paris", (csv, store) -> csv.time("ts").value("temp", store.key("temp"))),
        FRENCH_MONTHS("1h", "Europe/Paris", (csv, store) -> csv.decimal(',')
                .thousands(' ')
                .time("Date")
                .timePattern("d MMM yyyy HH:mm")
                .locale(Locale.FRENCH)
                .tz("Europe/Paris")
                .wide()),
        DAILY_DATES("1d", "Africa/Cairo", (csv, store) -> csv.separator(',')
                .time("date")
                .tz("Africa/Cairo")
                .value("kWh", store.key("daily")));

        private final String step;
        private final String zone;
        private final BiFunction<CsvImport, ChunkStore, CsvImport> settings;

        Trade(String step, String zone, BiFunction<CsvImport, ChunkStore, CsvImport> settings) {
            this.step = step;
            this.zone = zone;
            this.settings = settings;
        }

        String file() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource(Trade.class)
    default void tradeFiles(Trade trade) throws IOException {
        Path file = trade(trade.file() + ".csv");
        ChunkStore store = createTrade(trade);
        CsvImport csv = trade.settings.apply(CsvImport.read(file), store);
        assertThat(csv.check(store).problems()).isEmpty();
        ImportReport report = csv.into(store);
        Map<String, Map<Instant, Double>> expected = expected(trade(trade.file() + ".expected.csv"));
        assertThat(stored(store)).isEqualTo(expected);
        assertThat(csv.into(store).written().chunksChanged()).isZero();
        assertThat(report.hints()).isEmpty();
        if (trade == Trade.FLAGS_AND_UPDATES) {
            assertThat(report.superseded()).isEqualTo(5);
            assertThat(report.filtered()).isEqualTo(28);
        } else if (trade == Trade.LOGGER_JITTER) {
            assertThat(report.moved()).isEqualTo(80);
            assertThat(report.written().moved()).isEqualTo(80);
        } else if (trade == Trade.SPREADSHEET_TOTALS) {
            assertThat(report.filtered()).isEqualTo(2);
        }
    }

    /** An empty store for the file. */
    default ChunkStore createTrade(Trade trade) {
        return create(define().axis(SERIES)
                .chunkBy(ChunkBy.YEAR)
                .freq(trade.step)
                .tz(trade.zone)
                .offGrid(trade == Trade.LOGGER_JITTER ? OffGrid.NEAREST : OffGrid.REJECT)
                .table("trade"));
    }

    /** A file, or the end of the test. */
    private static Path trade(String name) {
        Path file = Path.of("../../shared/trade-files").resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no " + file.toAbsolutePath());
        return file;
    }

    private static Map<String, Map<Instant, Double>> expected(Path file) throws IOException {
        Map<String, Map<Instant, Double>> series = new TreeMap<>();
        List<String> lines = Files.readAllLines(file, UTF_8);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            series.computeIfAbsent(cells[0], name -> new TreeMap<>())
                    .put(Instant.parse(cells[1]), Double.valueOf(cells[2]));
        }
        return series;
    }

    private static Map<String, Map<Instant, Double>> stored(ChunkStore store) {
        Map<String, Map<Instant, Double>> stored = new TreeMap<>();
        store.forEach(
                KeyFilter.all(), TimeRange.all(), (key, series) -> stored.put((String) key.value(0), values(series)));
        return stored;
    }

    private static Map<Instant, Double> values(Series series) {
        Map<Instant, Double> values = new TreeMap<>();
        series.forEach((at, value) -> {
            if (!Double.isNaN(value)) {
                values.put(Instant.ofEpochMilli(at), value);
            }
        });
        return values;
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.files.RepeatedHour.EARLIER;
import static io.holcstore.files.RepeatedHour.IN_ORDER;
import static io.holcstore.files.RepeatedHour.LATER;
import static io.holcstore.key.AxisType.VARCHAR;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.OffGrid;
import io.holcstore.store.StoreBuilder;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
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

        /** The line of the first row of values. */
        int firstRow() {
            return switch (this) {
                case LOAD_CURVE_PREAMBLE, SPREADSHEET_TOTALS -> 4;
                case WEATHER_METADATA -> 5;
                case USAGE_WITH_END_TIMES -> 7;
                default -> 2;
            };
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

    /** The same text in another charset, with other ends of lines. */
    @ParameterizedTest
    @EnumSource(Trade.class)
    default void tradeFilesInOtherCharsets(Trade trade) throws IOException {
        ChunkStore store = createTrade(trade);
        Map<String, Map<Instant, Double>> expected = expected(trade(trade.file() + ".expected.csv"));
        String text = "\uFEFF" + text(trade).replace("\r\n", "\n").replace("\n", "\r");
        imported(trade, fileOf(text.getBytes(UTF_16LE)), store).into(store);
        assertThat(stored(store)).isEqualTo(expected);
    }

    /** Rows that come twice are one value, unless their order says that they are two; two values are an error. */
    @ParameterizedTest
    @EnumSource(Trade.class)
    default void tradeFilesWithARowTwice(Trade trade) throws IOException {
        ChunkStore store = createTrade(trade);
        List<String> lines = new ArrayList<>(text(trade).lines().toList());
        int row = trade == Trade.SPREADSHEET_TOTALS ? 10 : lines.size() - 1;
        lines.add(row, lines.get(row));
        CsvImport csv = imported(trade, file(lines.toArray(String[]::new)), store);
        ImportReport report = csv.into(store);
        assertThat(report.repeated()).isGreaterThanOrEqualTo(trade == Trade.FLAGS_AND_UPDATES ? 0 : 1);
        assertThat(stored(store)).isEqualTo(expected(trade(trade.file() + ".expected.csv")));
        String last = lines.get(row);
        int digit = last.length() - 1;
        while (digit >= 0 && !Character.isDigit(last.charAt(digit))) {
            digit--;
        }
        String cut = last.substring(0, digit)
                + (char) ('0' + (last.charAt(digit) - '0' + 1) % 10)
                + last.substring(digit + 1);
        lines.set(row, cut);
        if (trade != Trade.FLAGS_AND_UPDATES
                && trade != Trade.INTERVAL_IN_A_CELL
                && trade != Trade.USAGE_WITH_END_TIMES) {
            assertThatThrownBy(() -> imported(trade, file(lines.toArray(String[]::new)), store)
                            .into(store))
                    .isInstanceOf(ConflictingValuesException.class)
                    .hasMessageContaining("line " + (row + 1));
        }
    }

    /** Rows in any order, where nothing depends on it, and in reverse order, where the repeated hour does. */
    @ParameterizedTest
    @EnumSource(Trade.class)
    default void tradeFilesInAnotherOrder(Trade trade) throws IOException {
        ChunkStore store = createTrade(trade);
        List<String> lines = new ArrayList<>(text(trade).lines().toList());
        int first = trade.firstRow() - 1;
        List<String> rows = lines.subList(first, lines.size());
        if (trade == Trade.INTERVAL_IN_A_CELL || trade == Trade.NEWEST_FIRST) {
            Collections.reverse(rows);
        } else {
            Collections.shuffle(rows, new Random(20241027));
        }
        imported(trade, file(lines.toArray(String[]::new)), store).into(store);
        assertThat(stored(store)).isEqualTo(expected(trade(trade.file() + ".expected.csv")));
    }

    /** What is wrong is refused with its line, and the setting that would help. */
    @Test
    default void tradeFilesThatAreWrong() throws IOException {
        refused(Trade.LOAD_CURVE_PREAMBLE, "02:00:00+02:00", "02:00:00+25:00", "line 7", "offset");
        refused(Trade.LOAD_CURVE_PREAMBLE, "T02:00:00+02:00", "T25:00:00+02:00", "line 7", "25");
        refused(Trade.LOAD_CURVE_PREAMBLE, "Horodate;Valeur", "Date;W", "no line with the columns", "Horodate");
        refused(
                Trade.LOAD_CURVE_PREAMBLE,
                "2025-10-26T02:00:00+02:00",
                "Horodate;Valeur\r\n2025-10-26T02:00:00+02:00",
                "line 7",
                "'Horodate'",
                "ignoreRowsWithoutTime()");
        refused(Trade.LOAD_CURVE_PREAMBLE, "Identifiant", "x".repeat(1 << 25), "line 1", "characters");
        refused(Trade.LOAD_CURVE_PREAMBLE, ";950", ";" + "9".repeat(1 << 25), "after line 4");
        refused(Trade.DATE_AND_TIME_COLUMNS, "02:15A;02:30A", "02:15;02:30", "line 11", "occurs twice", "marks");
        refused(Trade.DATE_AND_TIME_COLUMNS, "27.10.2024;23:45;", "27.10.2024;25:45;", "line 101", "25:45");
        refused(Trade.DATE_AND_TIME_COLUMNS, "27.10.2024;23:45;", "27.10.2024;24:15;", "line 101", "24:00");
        refused(Trade.DATE_AND_TIME_COLUMNS, "0,25", "0.25", "line 2", "decimal(..)");
        refused(Trade.SETTLEMENT_PERIODS, "2024-10-27,50,", "2024-10-27,51,", "line 51", "1 to 50");
        refused(Trade.SETTLEMENT_PERIODS, ",0.25", ",0,25", "line 2", "4 fields", "decimal comma");
        refused(Trade.HOUR_ENDING_COLUMNS, "2023;11;5;2;1;", "2023;11;5;2;;", "line 27 and", "line 28", "two values");
        refused(Trade.HOUR_ENDING_COLUMNS, "2023;11;5;24;", "2023;11;5;25;", "line 50", "'2023 11 5 25'");
        refused(Trade.NEWEST_FIRST, "2024-10-27 01:00;", "2024-10-27 02:00;", "line 25", "in order of time");
        refused(Trade.SPREADSHEET_TOTALS, "1.475,00", "1.47,00", "line 5", "three digits");
        refused(Trade.INTERVAL_IN_A_CELL, "\"n/e\"", "\"n.e.\"", "line 22", "missing(..)");
        refused(Trade.FRENCH_MONTHS, "1 mars", "1 m\u00e4rz", "d MMM yyyy HH:mm");
        refused(Trade.EPOCH_SECONDS, "1706745600", "1706745600000", "line 2", "epochMillis(..)");
        refused(Trade.DAY_IN_A_ROW, ";24:00", ";24:15", "24:15");
        Path french = trade("french-months.csv");
        ChunkStore store = createTrade(Trade.FRENCH_MONTHS);
        assertThat(imported(Trade.FRENCH_MONTHS, french, store)
                        .charset(ISO_8859_1)
                        .check(store)
                        .problems())
                .isNotEmpty();
    }

    private void refused(Trade trade, String text, String instead, String... messages) throws IOException {
        ChunkStore store = named(trade, "wrong").open(dataSource());
        String whole = text(trade);
        assertThat(whole).contains(text);
        int at = whole.indexOf(text);
        Path file = fileOf(whole.substring(0, at) + instead + whole.substring(at + text.length()));
        List<String> problems = imported(trade, file, store).check(store).problems();
        assertThat(problems).as(trade + ", " + text).isNotEmpty();
        assertThat(problems.get(0)).as(trade + ", " + text).contains(messages);
        assertThat(problems.get(0)).hasSizeLessThan(2000);
    }

    /** The index readings, whose differences are for others to make. */
    @Test
    default void readingsOfACounter() throws IOException {
        ChunkStore store = createTrade(Trade.NEWEST_FIRST);
        Path file = trade("index-readings.csv");
        CsvImport.read(file)
                .separator(',')
                .value("index_kWh", store.key("index"))
                .into(store);
        Map<Instant, Double> consumption = new TreeMap<>();
        store.read(store.key("index"))
                .orElseThrow()
                .differences()
                .dropNaN()
                .samples()
                .forEach(sample -> consumption.put(sample.time(), sample.value()));
        assertThat(expected(trade("index-readings.expected.csv"))).isEqualTo(Map.of("consumption", consumption));
    }

    private static CsvImport imported(Trade trade, Path file, ChunkStore store) {
        return trade.settings.apply(CsvImport.read(file), store);
    }

    /** The text of a file, with plain ends of lines and without its mark. */
    private static String text(Trade trade) throws IOException {
        String text = Files.readString(trade(trade.file() + ".csv"), UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** An empty store for the file. */
    default ChunkStore createTrade(Trade trade) {
        return create(named(trade, "trade"));
    }

    private StoreBuilder named(Trade trade, String table) {
        return define().axis(SERIES)
                .chunkBy(ChunkBy.YEAR)
                .freq(trade.step)
                .tz(trade.zone)
                .offGrid(trade == Trade.LOGGER_JITTER ? OffGrid.NEAREST : OffGrid.REJECT)
                .table(table);
    }

    /** A file, or the end of the test. */
    static Path trade(String name) {
        Path file = Path.of("../../shared/trade-files").resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no " + file.toAbsolutePath());
        return file;
    }

    static Map<String, Map<Instant, Double>> expected(Path file) throws IOException {
        Map<String, Map<Instant, Double>> series = new TreeMap<>();
        List<String> lines = Files.readAllLines(file, UTF_8);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            series.computeIfAbsent(cells[0], name -> new TreeMap<>())
                    .put(Instant.parse(cells[1]), Double.valueOf(cells[2]));
        }
        return series;
    }

    static Map<String, Map<Instant, Double>> stored(ChunkStore store) {
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

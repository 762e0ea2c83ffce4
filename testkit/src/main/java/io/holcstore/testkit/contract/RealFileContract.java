package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.files.CsvImport;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.ChunkBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real files, each by a few lines of description; what is stored is what a plain reading of the text finds. Skipped
 * where they are not there.
 */
interface RealFileContract extends OnFiles {
    Axis<String> COLUMN = Axis.of("quantity", VARCHAR(40));

    /** Its days begin at 01:00 and end at 00:00, which has the date of the day that it ends. */
    String ENDS_AT_MIDNIGHT = "openmv_home_electricity_1h";

    @ParameterizedTest
    @CsvSource({
        "ETTh1, 1h, date, yyyy-MM-dd HH:mm:ss, 7",
        "vic_electricity_30min, 30min, timestamp, yyyy-MM-dd'T'HH:mm:ss'Z', 2",
        "air_quality_valencia_1h, 1h, timestamp, yyyy-MM-dd HH:mm:ss, 10",
        "pjm_hourly_MW, 1h, timestamp, yyyy-MM-dd HH:mm:ss, 3",
        "nsrdb_paris_2019_15min, 15min, timestamp, yyyy-MM-dd HH:mm:ss, 5",
        "nab_nyc_taxi_30min, 30min, timestamp, yyyy-MM-dd HH:mm:ss, 1",
        "openmv_home_electricity_1h, 1h, DateTime, MM/dd/yyyy HH:mm:ss, 4",
    })
    default void realFiles(String name, String freq, String time, String pattern, int series) throws IOException {
        Path file = Path.of("../../shared/data").resolve(name + ".csv.gz");
        assumeTrue(Files.exists(file), () -> "skipped: no " + file.toAbsolutePath());
        ChunkStore store = create(
                define().axis(COLUMN).chunkBy(ChunkBy.YEAR).freq(freq).tz("UTC").table("real"));
        CsvImport csv = CsvImport.read(file).separator(',').time(time).tz("UTC").wide();
        csv = pattern.startsWith("yyyy") ? csv : csv.timePattern(pattern);
        if (name.equals(ENDS_AT_MIDNIGHT)) {
            assertThat(csv.check(store).problems()).first().asString().contains("line 25", "dayStart(");
            csv = csv.dayStart(LocalTime.MIDNIGHT);
        }
        csv.into(store);
        Map<String, Map<Long, Double>> expected = plainly(file, pattern, name.equals(ENDS_AT_MIDNIGHT) ? 1 : 0);
        assertThat(store.keys(KeyFilter.all())).hasSize(series);
        expected.forEach((column, points) -> {
            Map<Long, Double> stored = new HashMap<>();
            store.read(store.key(column)).orElseThrow().forEach((at, value) -> {
                if (!Double.isNaN(value)) {
                    stored.put(at, value);
                }
            });
            assertThat(stored.equals(points)).as(column).isTrue();
        });
        assertThat(expected).hasSize(series);
    }

    /** The text cut at its commas, with 00:00 on a later day. */
    private static Map<String, Map<Long, Double>> plainly(Path file, String pattern, int later) throws IOException {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        Map<String, Map<Long, Double>> columns = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> header = List.of(lines.readLine().split(",", -1));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = List.of(line.split(",", -1));
                LocalDateTime local = LocalDateTime.parse(cells.get(0), formatter);
                boolean midnight = local.toLocalTime().equals(LocalTime.MIDNIGHT);
                long time = local.plusDays(midnight ? later : 0).toEpochSecond(ZoneOffset.UTC) * 1000;
                for (int i = 1; i < cells.size(); i++) {
                    if (!cells.get(i).isEmpty()) {
                        columns.computeIfAbsent(header.get(i), column -> new HashMap<>())
                                .put(time, Double.parseDouble(cells.get(i)));
                    }
                }
            }
        }
        return columns;
    }
}

package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.store.Encoding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real series take, in chunks of about a month. Skipped where the files are not beside the repository. */
class RealSeriesTest {
    private static final Path FILES = Path.of("../../shared/data");

    @ParameterizedTest
    @CsvSource({ // file, column, values a day, bits a value at most, times smaller than the LZ4 frame at least
        "pjm_hourly_MW, 1, 24, 10.2, 3.4",
        "pjm_hourly_MW, 2, 24, 9.9, 3.4",
        "pjm_hourly_MW, 3, 24, 7.5, 3.9",
        "nsrdb_paris_2019_15min, 1, 96, 2.3, 9",
        "nsrdb_paris_2019_15min, 2, 96, 4.3, 3",
        "nsrdb_paris_2019_15min, 3, 96, 3.8, 3",
        "nsrdb_paris_2019_15min, 4, 96, 3.6, 2.5",
        "nsrdb_paris_2019_15min, 5, 96, 2.1, 8",
        "openmv_home_electricity_1h, 1, 24, 6.2, 4",
        "vic_electricity_30min, 1, 48, 27.1, 2.3",
        "vic_electricity_30min, 2, 48, 4.7, 5",
        "nab_nyc_taxi_30min, 1, 48, 12.3, 2.9",
        "ETTh1, 1, 24, 14.8, 2.5",
        "ETTh1, 7, 24, 13.3, 2.5",
        "air_quality_valencia_1h, 1, 24, 3.1, 5.5",
        "air_quality_valencia_1h, 6, 24, 5.5, 4",
        "air_quality_valencia_1h, 9, 24, 8.0, 3",
    })
    void comesBackAndTakesLittle(String file, int column, int day, double bits, double ratio) throws IOException {
        double[] values = column(file, column);
        ChunkCodec compact = ChunkCodec.of(Encoding.COMPACT, day);
        ChunkCodec frames = ChunkCodec.of(Encoding.LZ4, day);
        int month = 31 * day;
        long bytes = 0;
        long frameBytes = 0;
        for (int from = 0; from < values.length; from += month) {
            int to = Math.min(values.length, from + month);
            byte[] blob = compact.encode(values, from, to);
            double[] back = new double[to - from];
            compact.decode("compact", blob, to - from, back, 0);
            assertThat(Chunks.firstDifference(values, from, to, back, 0)).isEqualTo(-1);
            bytes += blob.length;
            frameBytes += frames.encode(values, from, to).length;
        }
        assertThat(8.0 * bytes / values.length).as("bits a value").isLessThanOrEqualTo(bits);
        assertThat((double) frameBytes / bytes)
                .as("times smaller than the frame")
                .isGreaterThanOrEqualTo(ratio);
    }

    private static double[] column(String name, int column) throws IOException {
        Path file = FILES.resolve(name + ".csv.gz");
        assumeTrue(Files.exists(file), () -> "skipped: no " + file.toAbsolutePath());
        List<Double> values = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String cell = Arrays.asList(line.split(",", -1)).get(column);
                values.add(cell.isEmpty() ? Double.NaN : Double.parseDouble(cell));
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

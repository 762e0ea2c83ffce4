package io.holcstore.testkit.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.holcstore.series.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.function.BiConsumer;

/**
 * Readings from a CSV file with the columns {@code meter,time,watts}, the rows of a meter one after the other. Times
 * have their offset ({@code 2024-10-27T02:15+01:00}), without which the hour that comes twice could not be told apart;
 * an empty cell is a gap.
 */
final class CsvReadings implements Readings {
    private final Path file;

    CsvReadings(Path file) {
        this.file = file;
    }

    @Override
    public long count() {
        return -1;
    }

    @Override
    public void forEach(BiConsumer<String, Series> consumer) throws IOException {
        String meter = "";
        Series.Builder series = Series.builder();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                if (!row.getField("meter").equals(meter)) {
                    handOver(meter, series, consumer);
                    meter = row.getField("meter");
                    series = Series.builder();
                }
                add(row, series);
            }
        }
        handOver(meter, series, consumer);
    }

    private void add(NamedCsvRecord row, Series.Builder series) {
        try {
            String watts = row.getField("watts");
            double value = watts.isEmpty() ? Double.NaN : Double.parseDouble(watts);
            series.add(OffsetDateTime.parse(row.getField("time")).toInstant(), value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    file + ", line " + row.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    private static void handOver(String meter, Series.Builder series, BiConsumer<String, Series> consumer) {
        Series built = series.build();
        if (!built.isEmpty()) {
            consumer.accept(meter, built);
        }
    }
}

package io.holcstore.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;

/**
 * A file of real series, a set for each column: gzip'd CSV, one header line, the timestamp first, an empty cell for a
 * gap. The files stand in the folder that the system property {@code holcstore.data} names, else the environment's
 * {@code HOLCSTORE_DATA}, else {@code ../shared/data} beside the repository.
 *
 * @param name what its sets' names begin with
 * @param file its own name, without endings
 * @param slotsPerDay values a day
 * @param meters the columns that are {@linkplain DataSet#meter meter data}
 */
record DataFile(String name, String file, int slotsPerDay, Set<String> meters) {
    static final List<DataFile> ALL = List.of(
            new DataFile("pjm", "pjm_hourly_MW", 24, Set.of("AEP", "COMED", "DAYTON")),
            new DataFile("home", "openmv_home_electricity_1h", 24, Set.of("Consumption_kWh")),
            new DataFile("victoria", "vic_electricity_30min", 48, Set.of()),
            new DataFile("ett", "ETTh1", 24, Set.of()),
            new DataFile("nsrdb", "nsrdb_paris_2019_15min", 96, Set.of()),
            new DataFile("taxi", "nab_nyc_taxi_30min", 48, Set.of()),
            new DataFile("air", "air_quality_valencia_1h", 24, Set.of()));

    /** The folder of the files, whether it is there or not. */
    static Path folder() {
        String environment = System.getenv().getOrDefault("HOLCSTORE_DATA", "");
        String named = System.getProperty("holcstore.data", environment);
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        // The benchmarks run in the repository or in this module.
        return Stream.of("../shared/data", "../../shared/data")
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("../shared/data").toAbsolutePath().normalize());
    }

    Path path() {
        return folder().resolve(file + ".csv.gz");
    }

    boolean isPresent() {
        return Files.isReadable(path());
    }

    /**
     * Reads a set for each column, called {@code pjm.AEP}: the file's name and the column's, with _ for what is no
     * letter or digit.
     */
    List<DataSet> read() throws IOException {
        List<String> names = new ArrayList<>();
        List<DoubleArrayList> columns = new ArrayList<>();
        try (BufferedReader text = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(path())), StandardCharsets.UTF_8));
                CsvReader<CsvRecord> lines = CsvReader.builder().ofCsvRecord(text)) {
            Iterator<CsvRecord> line = lines.iterator();
            for (String title : line.next().getFields()) {
                names.add(title.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", ""));
                columns.add(new DoubleArrayList());
            }
            while (line.hasNext()) {
                CsvRecord cells = line.next();
                for (int i = 1; i < columns.size(); i++) {
                    String cell = cells.getField(i);
                    columns.get(i).add(cell.isEmpty() ? Double.NaN : Double.parseDouble(cell));
                }
            }
        }
        List<DataSet> sets = new ArrayList<>();
        for (int i = 1; i < columns.size(); i++) {
            String column = names.get(i);
            sets.add(new DataSet(
                    name + '.' + column,
                    slotsPerDay,
                    meters.contains(column),
                    columns.get(i).toArray()));
        }
        return sets;
    }
}

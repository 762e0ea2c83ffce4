package io.holcstore.benchmarks;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The bits a value that each codec takes for each set, in chunks of a month (31 days) on the set's own grid:
 * {@code SizeReport OUT.csv}. Whole blobs are counted, with headers and checksums. Columns: set, meter, codec,
 * bitsPerValue.
 */
public final class SizeReport {
    private static final int QUARTER_HOURS = 2976;

    private SizeReport() {}

    public static void main(String[] args) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(Path.of(args[0]), StandardCharsets.UTF_8)) {
            csv.writeRecord("set", "meter", "codec", "bitsPerValue");
            for (DataSet set : DataSets.all(QUARTER_HOURS)) {
                List<double[]> chunks = set.chunks(set.month());
                for (CodecName name : CodecName.values()) {
                    Codec codec = name.make(set.slotsPerDay());
                    long bytes = 0;
                    for (double[] chunk : chunks) {
                        bytes += codec.encode(chunk).length;
                    }
                    double bits = 8.0 * bytes / set.size();
                    csv.writeRecord(
                            set.name(),
                            String.valueOf(set.meter()),
                            name.name(),
                            String.format(Locale.ROOT, "%.3f", bits));
                }
            }
        }
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.ramp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.ParquetFormatException;
import io.holcstore.error.StoreException;
import io.holcstore.files.ImportReport;
import io.holcstore.files.ParquetExport;
import io.holcstore.files.ParquetImport;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Files that are damaged, cut off or made to harm. Each is an error that names it, and nothing of it is stored. */
final class HostileParquetTest extends FileTests implements OnParquet {
    HostileParquetTest() {
        super(TestDatabase.h2Memory());
    }

    private byte[] good(ChunkStore store) throws IOException {
        store.insert(BASE, hours("2024-01-01T00:00", ramp(500, 1)));
        store.insert(PEAK, hours("2024-01-01T00:00", ramp(500, 9)));
        ParquetExport.of(store).to(parquet());
        return Files.readAllBytes(parquet());
    }

    private void refused(ChunkStore empty, String part) {
        assertThat(ParquetImport.read(parquet()).check(empty).problems()).hasSize(1);
        assertThatThrownBy(() -> ParquetImport.read(parquet()).into(empty))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContaining("loads.parquet")
                .satisfies(e -> assertThat(e.getMessage()).contains(part))
                .satisfies(e -> assertThat(((ParquetFormatException) e).file()).endsWith("loads.parquet"));
        assertThat(contents(empty)).isEmpty();
    }

    @Test
    void whatIsNotAParquetFileSaysSo() throws IOException {
        ChunkStore empty = create(loads("empty"));
        Files.write(parquet(), new byte[0]);
        refused(empty, "not a Parquet file");
        Files.writeString(parquet(), "version,kind,timestamp,value\n1,base,2024-01-01T00:00Z,1\n");
        refused(empty, "PAR1");
        Files.write(parquet(), "PAR1 a file that is being written ".getBytes(UTF_8));
        refused(empty, "cut off");
        Files.write(parquet(), "PARE encrypted\0\0\0\0PARE".getBytes(UTF_8));
        refused(empty, "encrypted");
        Files.write(parquet(), new byte[] {'P', 'A', 'R', '1', -1, -1, -1, 127, 'P', 'A', 'R', '1'});
        refused(empty, "footer of 2147483647 bytes");
        Files.delete(parquet());
        assertThatThrownBy(() -> ParquetImport.read(parquet()).into(empty))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("loads.parquet");
        Path nested = written("SELECT [1] AS a, {'b': 1} AS c");
        assertThat(nested).exists();
        refused(empty, "no column of timestamps");
    }

    @Test
    void everyCutIsAnError() throws IOException {
        byte[] good = good(createLoads());
        ChunkStore empty = create(loads("empty"));
        for (int length = 0; length < good.length; length += 1 + length / 50) {
            Files.write(parquet(), Arrays.copyOf(good, length));
            refused(empty, "");
        }
    }

    @Test
    void damagedBytesAreErrorsOrWhatWasWritten() throws IOException {
        ChunkStore store = createLoads();
        byte[] good = good(store);
        ChunkStore empty = create(loads("empty"));
        SplittableRandom random = new SplittableRandom(Seeds.of(31));
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            byte[] bad = good.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(parquet(), bad);
            try {
                ImportReport report = ParquetImport.read(parquet()).check(empty);
                refused += report.problems().isEmpty() ? 0 : 1;
            } catch (StoreException e) {
                refused++; // a compression that is missing
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void damagedFilesOfOthersAreErrorsToo() throws IOException {
        SplittableRandom random = new SplittableRandom(Seeds.of(32));
        ChunkStore empty = create(loads("empty"));
        for (String options : new String[] {
            ", COMPRESSION uncompressed, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1",
            ", COMPRESSION uncompressed, PARQUET_VERSION V1",
            ", COMPRESSION snappy, PARQUET_VERSION V1"
        }) {
            written(
                    "SELECT (i % 2)::INT AS version, 'k' || i % 3 AS kind, CASE WHEN i % 5 = 0 THEN NULL ELSE i END AS"
                            + " value, TIMESTAMPTZ '2024-01-01 00:00:00+00' + i * INTERVAL 1 HOUR AS \"timestamp\""
                            + " FROM range(300) t(i)",
                    options);
            byte[] good = Files.readAllBytes(parquet());
            for (int i = 0; i < 300; i++) {
                byte[] bad = good.clone();
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                Files.write(parquet(), bad);
                try {
                    ParquetImport.read(parquet()).check(empty);
                } catch (ParquetFormatException | ConflictingValuesException | OffGridException e) {
                    throw new AssertionError("a check collects what is wrong", e);
                } catch (StoreException e) {
                    // what is missing
                }
            }
        }
    }
}

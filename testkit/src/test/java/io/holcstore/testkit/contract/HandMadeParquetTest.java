package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.ramp;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.holcstore.error.ParquetFormatException;
import io.holcstore.files.ImportReport;
import io.holcstore.files.ParquetExport;
import io.holcstore.files.ParquetImport;
import io.holcstore.internal.files.parquet.ByteSink;
import io.holcstore.internal.files.parquet.ThriftWriter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.testkit.contract.HandMadeParquet.Leaf;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as other programs write them, and as they must not be, made byte by byte. */
final class HandMadeParquetTest extends FileTests implements OnParquet {
    private static final long START = 1_704_063_600_000L; // 2024-01-01T00:00 in Paris
    private static final int DECIMAL = 5;
    private static final int LZ4_OF_HADOOP = 5;

    HandMadeParquetTest() {
        super(TestDatabase.h2Memory());
    }

    private static Leaf times() {
        return Leaf.millis("timestamp", START, START + 3_600_000);
    }

    private static Leaf values() {
        return Leaf.doubles("value", 1.5, 2.5);
    }

    private ParquetImport written(boolean emptyFirst, Leaf... leaves) throws IOException {
        Files.write(parquet(), HandMadeParquet.file(2, emptyFirst, leaves));
        return ParquetImport.read(parquet());
    }

    private void refused(ParquetImport file, String part) {
        ChunkStore store = createLoads();
        assertThat(file.value("value", BASE).check(store).problems())
                .singleElement()
                .satisfies(e -> assertThat(e).contains("loads.parquet", part));
        assertThatThrownBy(() -> file.value("value", BASE).into(store))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContaining(part);
        assertThat(contents(store)).isEmpty();
    }

    @Test
    void groupsWithoutRowsAreSkipped() throws IOException {
        ChunkStore store = createLoads();
        written(true, Leaf.texts("kind", "base", "base"), times(), values())
                .value("value", BASE)
                .into(store);
        Series expected = hours("2024-01-01T00:00", 1.5, 2.5);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, expected));
    }

    @Test
    void aNameOfSeveralColumnsIsRefusedWhereItIsNeeded() throws IOException {
        refused(written(false, times(), values(), values()), "several columns with the name value");
        Leaf other = Leaf.millis("at", 0, 1);
        refused(written(false, other, other, values()), "several columns with the name at");
        ChunkStore store = createLoads();
        Leaf unused = Leaf.texts("note", "a", "b");
        assertThat(written(false, unused, times(), unused, values())
                        .value("value", BASE)
                        .into(store)
                        .values())
                .isEqualTo(2);
    }

    @Test
    void joinedFilesAreRefused() throws IOException {
        ChunkStore store = create(loads("exported"));
        store.insert(BASE, hours("2024-01-01T00:00", ramp(500, 1)));
        ParquetExport.of(store).to(parquet());
        byte[] first = Files.readAllBytes(parquet());
        store.insert(PEAK, hours("2024-01-01T00:00", ramp(500, 9)));
        Path second = folder().resolve("second.parquet");
        ParquetExport.of(store).to(second);
        byte[][] more = {
            first, // which a reader of the last footer would take for both
            Files.readAllBytes(second),
            Files.readAllBytes(DuckDb.write(second, "SELECT 1 AS a, 2.5 AS b", ", WRITE_BLOOM_FILTER true")),
            HandMadeParquet.file(2, times(), values()),
        };
        for (byte[] last : more) {
            Files.write(parquet(), first);
            Files.write(parquet(), last, StandardOpenOption.APPEND);
            refused(ParquetImport.read(parquet()), "several Parquet files, one after the other");
        }
    }

    @Test
    void footersOfManySmallPartsTakeMemoryOfTheirSize() throws IOException {
        int parts = 1_000_000; // of a byte each
        ByteSink file = new ByteSink();
        file.bytes("PAR1".getBytes(US_ASCII));
        ThriftWriter footer = new ThriftWriter(file).int32(1, 1).structs(2, 1);
        footer.element().text(4, "schema").end().int64(3, 0).structs(4, 0).structs(5, parts);
        file.bytes(new byte[parts]);
        footer.end();
        file.int32(file.size() - 4);
        file.bytes("PAR1".getBytes(US_ASCII));
        Files.write(parquet(), file.copy());
        ChunkStore store = createLoads();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        refused(ParquetImport.read(parquet()), "no column of timestamps");
        assertThat((thread.getCurrentThreadAllocatedBytes() - before) / 2).isLessThan(50L * parts); // of two reads
        assertThat(contents(store)).isEmpty();
    }

    @Test
    void pagesThatAreTooLargeSayWhatToDo() throws IOException {
        Leaf large = values().ofSize(400_000_000); // which fastparquet writes for a group of 50 million rows
        refused(written(false, times(), large), "fewer rows in a group");
    }

    @Test
    void encryptedColumnsSaySo() throws IOException {
        refused(written(false, times(), values().encryptedOne()), "column value: is encrypted");
    }

    @Test
    void aColumnWithoutAnyValueIsAllGaps() throws IOException {
        ChunkStore store = createLoads();
        ImportReport report = written(false, times(), Leaf.nulls("value", 2))
                .value("value", BASE)
                .into(store);
        assertThat(report.missing()).isEqualTo(2);
        assertThat(contents(store)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, 2000000000", "9, -2000000000", "2000000000, 2000000000", "2, 3"})
    void decimalsOfImpossibleDigitsAreRefused(int precision, int scale) throws IOException {
        Leaf kind =
                Leaf.longs("kind", out -> out.int32(6, DECIMAL).int32(7, scale).int32(8, precision), 5, 5);
        ChunkStore store = createLoads();
        ParquetImport file = written(false, kind, times(), values());
        assertThat(file.axis(Samples.VERSION.is(1)).check(store).problems())
                .singleElement()
                .satisfies(e -> assertThat(e).contains("a decimal has " + precision + " digits"));
    }

    @Test
    void longPagesOfHadoopAreSeveralBlocksBehindOneLength() throws IOException {
        ByteBuffer page = ByteBuffer.allocate(4 + 2 * (4 + 9));
        page.putInt(2 * Double.BYTES);
        for (double value : new double[] {1.5, 2.5}) {
            page.putInt(9).put((byte) (Double.BYTES << 4)); // a block of 8 bytes that are not compressed
            page.order(ByteOrder.LITTLE_ENDIAN).putDouble(value).order(ByteOrder.BIG_ENDIAN);
        }
        ChunkStore store = createLoads();
        written(false, times(), values().compressed(LZ4_OF_HADOOP, page.array()))
                .value("value", BASE)
                .into(store);
        Series expected = hours("2024-01-01T00:00", 1.5, 2.5);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, expected));
    }
}

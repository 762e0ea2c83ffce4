package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.OffGridException;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ZipExport;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/**
 * Files that are odd, which are read, and files that are wrong, which are refused with the place and the way out, and
 * leave nothing.
 */
interface HostileFileContract extends OnFiles {
    private AbstractThrowableAssert<?, ? extends Throwable> refused(CsvImport csv) {
        ChunkStore store = createLoads();
        assertThat(csv.check(store).problems()).isNotEmpty();
        var thrown = assertThatThrownBy(() -> csv.into(store));
        assertThat(contents(store)).isEmpty();
        return thrown;
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusedValue(String value) {
        return refused(lines(
                        "version;kind;time;value", "1;base;2024-01-01T00:00Z;1", "1;base;2024-01-01T01:00Z;" + value))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("loads.csv, line 3, column 4 (value)");
    }

    @Test
    default void byteOrderMarksEndsOfLinesAndBlankLinesDoNotMatter() {
        ChunkStore store = createLoads();
        CsvImport.read(fileOf(
                        "\uFEFFversion;kind;time;value\r\n\r\n1;base;2024-01-01T00:00Z;1\r1;base;2024-01-01T01:00Z;2"))
                .into(store);
        CsvImport.read(fileOf(
                        ("\uFEFF" + "version;kind;time;value\n1;base;2024-01-01T02:00Z;3\n\n").getBytes(UTF_16LE)))
                .charset(StandardCharsets.UTF_16LE)
                .into(store);
        lines("\" version \";kind ; \"time\";\"value\"", "1;\"base\";\" 2024-01-01T03:00Z \";\" 4 \"");
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1, 2, 3)));
    }

    @Test
    default void spacesAroundNamesTimesAndNumbersDoNotMatter() {
        ChunkStore store = createLoads();
        lines(" version ;kind ;\"time\"; value", "1;base; 2024-01-01T00:00Z ;\" 4 \"")
                .into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 4)));
    }

    @Test
    default void textThatBeginsLikeAZipIsNone() {
        byte[] nothing = Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22);
        refused(CsvImport.read(fileOf(nothing))).hasMessageContaining("no .csv file");
        ChunkStore store = createLoads();
        lines("PKW;version;time;value", "base;1;2024-01-01T00:00Z;4")
                .axis("kind", "PKW")
                .into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 4)));
    }

    @Test
    default void twoColumnsOfOneSeries() {
        refused(lines("time;1/a;2/a;1/a", "2024-01-01T00:00Z;1;;", "2024-01-01T01:00Z;;;2")
                        .wide())
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("loads.csv", "columns 2 (1/a) and 4 (1/a)", "version=1");
        refused(lines("time;version;a;a", "2024-01-01T00:00Z;1;1;").wide().axis("version", 2))
                .hasMessageContaining("columns 3 (a) and 4 (a)");
        refused(lines("time;x;y", "2024-01-01T00:00Z;1;2").value("x", BASE).value("y", BASE))
                .hasMessageContaining("columns 2 (x) and 3 (y)");
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> lines("time;x", "2024-01-01T00:00Z;1")
                        .value("x", BASE)
                        .value("x", Samples.PEAK)
                        .into(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("column 'x'", "kind=base", "kind=peak");
    }

    @Test
    default void emptyFilesAreRefusedAndHeadersAloneAreNot() {
        refused(CsvImport.read(fileOf("")))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("is empty", "noHeader()");
        refused(CsvImport.read(fileOf("\n\n"))).hasMessageContaining("is empty");
        ChunkStore store = createLoads();
        assertThat(lines("version;kind;time;value").into(store).rows()).isZero();
        assertThat(CsvImport.read(fileOf("")).noHeader().into(store).rows()).isZero();
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void columnsThatAreNotThereOrThereTwice() {
        refused(lines("version;kind;when;value", "1;base;2024-01-01T00:00Z;1"))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("loads.csv has no column 'time'", "version | kind | when | value");
        refused(lines("version,kind,time,value", "1,base,2024-01-01T00:00Z,1"))
                .hasMessageContaining("separator(',') finds");
        refused(lines("version;kind;time;value;value", "1;base;2024-01-01T00:00Z;1;2"))
                .hasMessageContainingAll("several columns 'value'", "number 4 and 5", "position");
        refused(lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;1").value(5))
                .hasMessageContainingAll("4 columns", "column 5");
        refused(lines("1;base;2024-01-01T00:00Z;1").noHeader()).hasMessageContaining("position");
        refused(lines("time;1/base;oops", "2024-01-01T00:00Z;1;2").wide())
                .hasMessageContainingAll("column 'oops'", "wide(..)");
        refused(lines("time;x/base", "2024-01-01T00:00Z;1").wide())
                .hasMessageContainingAll("column 'x/base'", "version integer");
    }

    @Test
    default void raggedRows() {
        refused(lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;1", "1;base;2024-01-01T01:00Z"))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("loads.csv, line 3: 3 fields", "header has 4");
        refused(lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;1;x"))
                .hasMessageContaining("5 fields");
    }

    @Test
    default void numbersThatAreNone() {
        refusedValue("1,234.5").hasMessageContainingAll("'1,234.5' is not a number", "character 2", "thousands");
        refusedValue("1.234,5").hasMessageContaining("'1.234,5'");
        refusedValue("12 kW").hasMessageContaining("missing(..)");
        refusedValue("0x10").hasMessageContaining("is not a number");
        refusedValue("1e-400").hasMessageContaining("smaller than any double");
        refusedValue("1f").hasMessageContaining("is not a number");
        refusedValue("\u0661").hasMessageContaining("is not a number");
    }

    @Test
    default void keysThatAreNone() {
        refused(lines("version;kind;time;value", "\u0661;base;2024-01-01T00:00Z;1"))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("line 2, column 1 (version)", "version integer");
        refused(lines("version;kind;time;value", "1.5;base;2024-01-01T00:00Z;1"))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("line 2, column 1 (version): '1.5'", "version integer");
        refused(lines("version;kind;time;value", "1;" + "x".repeat(21) + ";2024-01-01T00:00Z;1"))
                .hasMessageContainingAll("line 2, column 2 (kind)", "varchar(20)");
    }

    @Test
    default void timesOffTheGrid() {
        refused(lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;1", "1;base;2024-01-01T00:30Z;1"))
                .isInstanceOf(OffGridException.class)
                .hasMessageContainingAll("loads.csv, line 3", "off the grid", "2024-01-01T00:30:00Z");
    }

    @Test
    default void twoValuesOfOneTime() {
        refused(lines(
                        "version;kind;time;value",
                        "1;base;2024-01-01T00:00Z;1",
                        "2;base;2024-01-01T00:00Z;2",
                        "1;base;2024-01-01T01:00+01:00;3"))
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContainingAll(
                        "loads.csv, line 2 and loads.csv, line 4", "1.0", "3.0", "version=1", "keep the right one");
        ChunkStore store = createLoads();
        lines(
                        "version;kind;time;value",
                        "1;base;2024-01-01T00:00Z;1",
                        "1;base;2024-01-01T00:00Z;1.0",
                        "1;base;2024-01-01T00:00Z;")
                .into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1)));
    }

    @Test
    default void theWrongCharset() {
        byte[] latin = "version;kind;time;value\n1;b\u00e4se;2024-01-01T00:00Z;1\n".getBytes(ISO_8859_1);
        refused(CsvImport.read(fileOf(latin)))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("loads.csv", "UTF-8", "charset(..)");
        refused(CsvImport.read(fileOf("version;kind;time;value\n".getBytes(UTF_16LE))))
                .hasMessageContaining("charset(UTF_16LE)");
    }

    @Test
    default void quotationMarksThatAreNotClosedAndFieldsWithoutEnd() {
        refused(lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;1", "1;\"base;2024-01-01T01:00Z;1"))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("loads.csv, after line 2", "quotation mark");
        refused(CsvImport.read(
                        fileOf("version;kind;time;value\n1;" + "x".repeat(20_000_000) + ";2024-01-01T00:00Z;1\n")))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("after line 1");
        refused(lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;" + "9".repeat(100_000)))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(1000));
    }

    @Test
    default void filesThatAreCutOff() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("version;kind;time;value\n".getBytes(UTF_8));
            for (int i = 0; i < 5000; i++) {
                gzip.write((i + ";base;2024-01-01T00:00Z;" + i * 7919 + "\n").getBytes(UTF_8));
            }
        }
        byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        refused(CsvImport.read(fileOf(half)))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("loads.csv, after line", "damaged or cut off");
        refused(CsvImport.read(fileOf(new byte[] {0x1f, (byte) 0x8b, 0}))).hasMessageContaining("damaged");
        refused(CsvImport.read(fileOf(new byte[] {'P', 'K', 3, 4, 0}))).hasMessageContaining("zip is damaged");
        ChunkStore store = create(loads("whole"));
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2));
        Path zip = folder().resolve("whole.zip");
        ZipExport.write(store, KeyFilter.all(), zip);
        byte[] whole = Files.readAllBytes(zip);
        refused(CsvImport.read(fileOf(Arrays.copyOf(whole, whole.length - 30)))).hasMessageContaining("zip is damaged");
    }

    @Test
    default void gzipWithSomethingElseBehindItsEnd() throws IOException {
        byte[] packed = gzip("version;kind;time;value\n1;base;2024-01-01T00:00Z;1\n");
        byte[] more = gzip("1;base;2024-01-01T01:00Z;2\n");
        ChunkStore store = createLoads();
        CsvImport.read(fileOf(joined(packed, more))).into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1, 2)));
        store.delete(KeyFilter.all());
        for (byte[] garbage : new byte[][] {
            {0},
            {1, 2, 3, 4, 5, 6, 7, 8},
            new byte[17],
            new byte[100_000],
            Arrays.copyOf(more, 9),
            "1;base;2024-01-01T01:00Z;2\n1;base;2024-01-01T02:00Z;3\n".getBytes(UTF_8)
        }) {
            refused(CsvImport.read(fileOf(joined(packed, garbage))))
                    .isInstanceOf(CsvFormatException.class)
                    .hasMessageContainingAll("loads.csv", "its end is followed by more bytes");
            refused(CsvImport.read(fileOf(joined(joined(packed, more), garbage))))
                    .hasMessageContaining("its end is followed by more bytes");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

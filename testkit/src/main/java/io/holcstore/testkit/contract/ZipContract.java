package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.range;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.files.ZipExport;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** One file a series, and what they are. */
interface ZipContract extends OnFiles {
    private static Map<String, String> entries(Path zip) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                entries.put(
                        entry.getName(), new String(file.getInputStream(entry).readAllBytes(), UTF_8));
            }
        }
        return entries;
    }

    @Test
    default void aZipHasAFileForEachSeriesAndASummary() throws IOException {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-10-27T01:00", 1, NONE, 3.5));
        store.insert(PEAK, hours("2024-01-01T00:00", 4));
        Path zip = folder().resolve("loads.zip");
        assertThat(ZipExport.write(store, KeyFilter.all(), zip)).isEqualTo(3);
        assertThat(entries(zip))
                .containsExactly(
                        Map.entry(
                                "000001_1_base.csv",
                                "time;value\n2024-10-27T01:00:00+02:00;1\n2024-10-27T02:00:00+01:00;3.5\n"),
                        Map.entry("000002_1_peak.csv", "time;value\n2024-01-01T00:00:00+01:00;4\n"),
                        Map.entry("content_summary.csv", """
                                file;version;kind;start;end;count
                                000001_1_base.csv;1;base;2024-10-27T01:00:00+02:00;2024-10-27T02:00:00+01:00;2
                                000002_1_peak.csv;1;peak;2024-01-01T00:00:00+01:00;2024-01-01T00:00:00+01:00;1
                                """));
        assertThat(files()).containsExactly("loads.zip");
    }

    @Test
    default void aZipIsWrittenAsToldAndReadBackSo() throws IOException {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1.25, 2.5, 3));
        store.insert(PEAK, hours("2024-01-01T00:00", 4));
        Path zip = folder().resolve("loads.zip");
        CsvExport.of(store)
                .filter(KIND.is("base"))
                .range(range("2024-01-01T01:00", "2024-01-01T03:00"))
                .separator(',')
                .decimal(',')
                .toZip(zip);
        assertThat(entries(zip).get("000001_1_base.csv"))
                .isEqualTo("time,value\n2024-01-01T01:00:00+01:00,\"2,5\"\n2024-01-01T02:00:00+01:00,3\n");
        ChunkStore other = create(loads("other"));
        CsvImport.read(zip).separator(',').decimal(',').into(other);
        assertThat(contents(other)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 2.5, 3)));
    }

    @Test
    default void namesOfFilesAreSafeWhateverKeysHold() throws IOException {
        Axis<String> name = Axis.of("name", AxisType.TEXT);
        ChunkStore store = create(define().axis(name)
                .chunkBy(io.holcstore.time.ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table("texts"));
        List<String> keys = List.of(
                "../../etc/passwd",
                "..",
                ".",
                "",
                "a/b",
                "a\\b",
                "C:x",
                "CON",
                "nul",
                "x".repeat(5000),
                "\u00e4\u4e2d\ud83d\ude00",
                "Case",
                "case",
                "CASE",
                "a\tb\r\nc",
                "content_summary",
                "\u202egnp.exe",
                "=cmd");
        for (String key : keys) {
            store.insert(store.key(key), hours("2024-01-01T00:00", key.length()));
        }
        Path zip = folder().resolve("n\u00e4mes.zip");
        ZipExport.write(store, KeyFilter.all(), zip);
        Set<String> lower = new HashSet<>();
        for (String entry : entries(zip).keySet()) {
            assertThat(entry).matches("content_summary\\.csv|[0-9]{6}_[A-Za-z0-9_-]{0,53}\\.csv");
            assertThat(lower.add(entry.toLowerCase(Locale.ROOT))).isTrue();
        }
        assertThat(lower).hasSize(keys.size() + 1);
        ChunkStore other = create(define().axis(name)
                .chunkBy(io.holcstore.time.ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table("other"));
        assertThat(CsvImport.read(zip).into(other).series()).isEqualTo(keys.size());
        assertThat(contents(other)).isEqualTo(contents(store)).hasSize(keys.size());
    }

    @Test
    default void theSameContentIsTheSameBytes() throws IOException {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2));
        Path a = folder().resolve("a.zip");
        Path b = folder().resolve("b.zip");
        ZipExport.write(store, KeyFilter.all(), a);
        ZipExport.write(store, KeyFilter.all(), b);
        assertThat(Files.readAllBytes(a)).isEqualTo(Files.readAllBytes(b));
    }

    @Test
    default void aFailureLeavesWhatWasThereAndNothingElse() throws IOException {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2));
        store.insert(PEAK, hours("2024-01-01T00:00", 1, 2));
        Path zip = folder().resolve("loads.zip");
        Files.writeString(zip, "what was there");
        execute("UPDATE \"load_curve\" SET \"dtype\" = 'nonsense' WHERE \"kind\" = 'peak'");
        assertThatThrownBy(() -> ZipExport.write(store, KeyFilter.all(), zip)).isInstanceOf(ChunkFormatException.class);
        assertThat(Files.readString(zip)).isEqualTo("what was there");
        assertThat(files()).containsExactly("loads.zip");
        assertThatThrownBy(() -> CsvExport.of(store)
                        .onProgress(done -> {
                            throw new IllegalStateException("enough");
                        })
                        .toZip(zip))
                .hasMessage("enough");
        assertThat(files()).containsExactly("loads.zip");
        ZipExport.write(store, KIND.is("base"), zip);
        assertThat(entries(zip)).hasSize(2);
        Path nowhere = folder().resolve("no").resolve("folder.zip");
        assertThatThrownBy(() -> ZipExport.write(store, KIND.is("base"), nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("folder.zip");
    }

    @Test
    default void aStoreWithNothingIsAZipWithNothingButTheSummary() throws IOException {
        ChunkStore store = createLoads();
        Path zip = folder().resolve("loads.zip");
        assertThat(ZipExport.write(store, KeyFilter.all(), zip)).isZero();
        assertThat(entries(zip)).containsOnlyKeys("content_summary.csv");
        assertThat(CsvImport.read(zip).into(store).values()).isZero();
    }

    /** Keys that a zip of another store names are read by the names of the axes; what it does not name can be given. */
    @Test
    default void axesOfAZipGoByTheirNames() {
        ChunkStore store = createLoads();
        store.insert(key(3, "x"), hours("2024-01-01T00:00", 1));
        Path zip = folder().resolve("loads.zip");
        ZipExport.write(store, KeyFilter.all(), zip);
        Axis<String> site = Axis.of("site", AxisType.VARCHAR(10));
        ChunkStore other = create(define().axis(KIND)
                .axis(site)
                .axis(Samples.VERSION)
                .chunkBy(io.holcstore.time.ChunkBy.YEAR)
                .freq("30min")
                .tz("UTC")
                .table("other"));
        assertThatThrownBy(() -> CsvImport.read(zip).into(other))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("content_summary.csv, line 2", "site", "axis(..)");
        CsvImport.read(zip).axis(site.is("here")).into(other);
        assertThat(other.keys(KeyFilter.all())).containsExactly(other.key("x", "here", 3));
    }

    /** Whichever bit is flipped: what is read is what was written, or nothing is. */
    @Test
    default void aFlippedBitInAZipIsFound() throws IOException {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", Samples.ramp(50, 1)));
        Path zip = folder().resolve("loads.zip");
        ZipExport.write(store, KeyFilter.all(), zip);
        byte[] bytes = Files.readAllBytes(zip);
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 3) {
            bytes[i] ^= (byte) (1 << i % 8);
            ImportReport report = CsvImport.read(fileOf(bytes)).check(store);
            bytes[i] ^= (byte) (1 << i % 8);
            if (report.problems().isEmpty()) {
                assertThat(report.values()).as("byte %s", i).isEqualTo(50);
            } else {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(bytes.length / 3 / 2);
        Path stored = folder().resolve("stored.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(stored))) {
            out.setLevel(0);
            OnFiles.entry(out, "a.csv", "version;kind;time;value\n1;base;2024-02-01T00:00Z;41\n");
        }
        byte[] plain = Files.readAllBytes(stored);
        plain[new String(plain, ISO_8859_1).indexOf(";41") + 1] ^= 1; // 51
        assertThatThrownBy(() -> CsvImport.read(fileOf(plain)).into(store))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("loads.csv!a.csv", "checksum", "get the file again");
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", Samples.ramp(50, 1))));
    }

    @Test
    default void summariesThatDoNotFitTheirFilesOrTheStore() throws IOException {
        refusedSummary("file;version;kind;start;end;count\n1.csv;1;base;;;2\n")
                .contains("content_summary.csv, line 2", "must have 2 values, but has 1");
        refusedSummary("file;version;kind;start;end;count\n1.csv;1;base;;;many\n")
                .contains("content_summary.csv, line 2, column 6 (count)", "'many'");
        refusedSummary("file;version;kind;start;end;count\n1.csv;x;base;;;1\n")
                .contains("content_summary.csv, line 2", "version=x", "version integer");
        refusedSummary("file;kind;start;end;count\n1.csv;base;;;1\n").contains("version", "axis(..)");
        refusedSummary("file;version;site;kind;start;end;count\n1.csv;1;x;base;;;1\n")
                .contains("content_summary.csv, line 2", "has no axis site", "version integer");
        refusedSummary("file;kind\n1.csv;base\n").contains("content_summary.csv", "start, end and count");
    }

    private AbstractStringAssert<?> refusedSummary(String summary) throws IOException {
        Path zip = folder().resolve("summary.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            OnFiles.entry(out, "1.csv", "time;value\n2024-01-01T00:00Z;1\n");
            OnFiles.entry(out, "content_summary.csv", summary);
        }
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> CsvImport.read(zip).into(store)).isInstanceOf(CsvFormatException.class);
        assertThat(contents(store)).isEmpty();
        return assertThat(CsvImport.read(zip).check(store).problems()).singleElement(InstanceOfAssertFactories.STRING);
    }
}

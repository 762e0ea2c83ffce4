package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Stores and files, for the parts of a contract. */
interface OnFiles extends OnDatabase {
    /** A folder that is empty when a test begins. */
    Path folder();

    /** A keyed store of versions and kinds. */
    default KeyedStore createProfiles(String table) {
        KeyedStore store =
                Store.defineKeyed().axis(VERSION).axis(KIND).table(table).open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    /** A file with these lines. */
    default Path file(String... lines) {
        return fileOf(String.join("\n", lines) + "\n");
    }

    /** A file with this text. */
    default Path fileOf(String text) {
        return fileOf(text.getBytes(UTF_8));
    }

    /** A file of these bytes. */
    default Path fileOf(byte[] bytes) {
        try {
            return Files.write(folder().resolve("loads.csv"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The import of a file with these lines. */
    default CsvImport lines(String... lines) {
        return CsvImport.read(file(lines));
    }

    /** The names of what the folder holds. */
    default List<String> files() {
        try (Stream<Path> found = Files.list(folder())) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a file with this text to a zip. */
    static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }

    /** The lines of an export. */
    static List<String> text(CsvExport export) {
        StringWriter writer = new StringWriter();
        export.to(writer);
        return writer.toString().lines().toList();
    }

    /** Everything in a store. */
    static Map<SeriesKey, Series> contents(SeriesStore store) {
        Map<SeriesKey, Series> contents = new LinkedHashMap<>();
        store.forEach(KeyFilter.all(), TimeRange.all(), contents::put);
        return contents;
    }

    /** The only problem that a check has found. */
    static AbstractStringAssert<?> onlyProblem(ImportReport report) {
        return assertThat(report.problems()).singleElement(InstanceOfAssertFactories.STRING);
    }

    /** Notes what is told, and the end as -1. */
    static Progress telling(List<Long> told) {
        return new Progress() {
            @Override
            public void update(long done) {
                told.add(done);
            }

            @Override
            public void finish() {
                told.add(-1L);
            }
        };
    }
}

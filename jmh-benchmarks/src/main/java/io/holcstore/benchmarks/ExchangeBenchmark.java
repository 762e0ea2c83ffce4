package io.holcstore.benchmarks;

import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Series to a file and back, end to end. The counter {@code megabytes} is of text, the million bytes of the file before
 * it is compressed.
 */
@Fork(1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class ExchangeBenchmark {
    /** The shapes of a file. */
    public enum Shape {
        /** A row a value, with its key. */
        LONG {
            @Override
            void write(ChunkStore store, Path path) throws IOException {
                try (Writer writer = Files.newBufferedWriter(path)) {
                    CsvExport.of(store).to(writer);
                }
            }

            @Override
            CsvImport read(Path path) {
                return CsvImport.read(path);
            }
        },
        /** A column a series. */
        WIDE {
            @Override
            void write(ChunkStore store, Path path) throws IOException {
                try (Writer writer = Files.newBufferedWriter(path)) {
                    CsvExport.of(store).wide().to(writer);
                }
            }

            @Override
            CsvImport read(Path path) {
                return CsvImport.read(path).wide();
            }
        },
        /** A file a series, in a zip. */
        ZIP {
            @Override
            void write(ChunkStore store, Path path) {
                CsvExport.of(store).toZip(path);
            }

            @Override
            CsvImport read(Path path) {
                return CsvImport.read(path);
            }
        };

        abstract void write(ChunkStore store, Path path) throws IOException;

        abstract CsvImport read(Path path);
    }

    /** A store that holds all series, a file of them, and a store that is empty before each operation. */
    @State(Scope.Benchmark)
    public static class Input {
        @Param({"POSTGRESQL", "H2"})
        public Database database;

        @Param({"LONG", "WIDE", "ZIP"})
        public Shape shape;

        @Param("20")
        public int series;

        FreshDatabase full;
        FreshDatabase other;
        ChunkStore store;
        ChunkStore empty;
        Path file;
        Path written;
        double megabytes;

        @Setup
        public void make() throws IOException, SQLException {
            StoreDefinition definition = Workload.definition(Encoding.COMPACT);
            full = database.fresh();
            store = definition.open(full.dataSource());
            store.schema().createIfMissing();
            store.insertAll(Workload.series(definition, Data.LOAD, series));
            database.settle(full);
            other = database.fresh();
            empty = definition.open(other.dataSource());
            empty.schema().createIfMissing();
            file = Files.createTempFile("exchange", ".read");
            written = Files.createTempFile("exchange", ".written");
            shape.write(store, file);
            megabytes = text(file) / 1e6;
        }

        private long text(Path path) throws IOException {
            if (shape != Shape.ZIP) {
                return Files.size(path);
            }
            try (var zip = new java.util.zip.ZipFile(path.toFile())) {
                return zip.stream().mapToLong(java.util.zip.ZipEntry::getSize).sum();
            }
        }

        @Setup(Level.Invocation)
        public void clear() throws SQLException {
            if (empty.delete(KeyFilter.all()).chunksDeleted() > 0) {
                database.settle(other);
            }
        }

        @TearDown
        public void drop() throws IOException {
            full.close();
            other.close();
            Files.delete(file);
            Files.delete(written);
        }
    }

    /** Text that went through. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Text {
        public double megabytes;

        @Setup(Level.Iteration)
        public void reset() {
            megabytes = 0;
        }
    }

    /** All series into a file. */
    @Benchmark
    public void exportAll(Input input, Text text) throws IOException {
        input.shape.write(input.store, input.written);
        text.megabytes += input.megabytes;
    }

    /** A file into an empty store. */
    @Benchmark
    public ImportReport importAll(Input input, Text text) {
        ImportReport report = input.shape.read(input.file).into(input.empty);
        text.megabytes += input.megabytes;
        return report;
    }
}

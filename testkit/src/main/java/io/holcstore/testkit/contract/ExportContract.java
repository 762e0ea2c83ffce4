package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.text;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.RepeatedHour;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is written. */
interface ExportContract extends OnFiles {
    @Test
    default void longFilesHaveARowForEachValueWithItsKeyAndOffset() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-10-27T01:00", 1, 2.5, NONE, -0.0, 1e300));
        store.insert(PEAK, hours("2024-10-27T02:00", Double.POSITIVE_INFINITY));
        StringWriter writer = new StringWriter();
        assertThat(CsvExport.write(store, KeyFilter.all(), TimeRange.all(), writer))
                .isEqualTo(5);
        assertThat(writer.toString()).isEqualTo("""
            version;kind;time;value
            1;base;2024-10-27T01:00:00+02:00;1
            1;base;2024-10-27T02:00:00+02:00;2.5
            1;base;2024-10-27T03:00:00+01:00;-0
            1;base;2024-10-27T04:00:00+01:00;1E+300
            1;peak;2024-10-27T02:00:00+02:00;Infinity
            """);
    }

    @Test
    default void theRepeatedHourIsTwoHours() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-10-27T02:00", 1, 2, 3));
        assertThat(text(CsvExport.of(store)))
                .containsExactly(
                        "version;kind;time;value",
                        "1;base;2024-10-27T02:00:00+02:00;1",
                        "1;base;2024-10-27T02:00:00+01:00;2",
                        "1;base;2024-10-27T03:00:00+01:00;3");
        assertThat(text(CsvExport.of(store).tz("UTC")).get(1)).isEqualTo("1;base;2024-10-27T00:00:00Z;1");
    }

    @Test
    default void timesFollowAPatternInAnyZone() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-03-01T00:00", 1));
        CsvExport export = CsvExport.of(store).timePattern("dd.MM.yyyy HH:mm");
        assertThat(text(export).get(1)).isEqualTo("1;base;01.03.2024 00:00;1");
        assertThat(text(export.tz("America/New_York")).get(1)).isEqualTo("1;base;29.02.2024 18:00;1");
        assertThat(text(export.wide())).containsExactly("time;1/base", "01.03.2024 00:00;1");
        assertThat(text(export.timePattern("d MMM yyyy HH:mmxxx", Locale.GERMAN))
                        .get(1))
                .isEqualTo("1;base;1 M\u00e4rz 2024 00:00+01:00;1");
        assertThatThrownBy(() -> export.timePattern("nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> export.timePattern("")).isInstanceOf(IllegalArgumentException.class);
        Path file = folder().resolve("pattern.csv");
        store.replace(BASE, hours("2024-10-27T00:00", 1, 2, 3, 4, 5));
        try (Writer writer = Files.newBufferedWriter(file)) {
            export.to(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CsvImport back = CsvImport.read(file)
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Paris")
                .repeatedHour(RepeatedHour.IN_ORDER);
        assertThat(back.into(store).written().chunksUnchanged()).isEqualTo(1);
    }

    @Test
    default void gapsHaveRows() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-03-31T01:00", 1, NONE, 3));
        store.insert(PEAK, hours("2024-03-31T04:00", 4));
        CsvExport export = CsvExport.of(store).gaps().timePattern("HH:mm");
        assertThat(text(export))
                .containsExactly(
                        "version;kind;time;value",
                        "1;base;01:00;1",
                        "1;base;03:00;",
                        "1;base;04:00;3",
                        "1;peak;04:00;4");
        assertThat(text(export.range(range("2024-03-31T00:30", "2024-03-31T06:00"))))
                .containsExactly(
                        "version;kind;time;value",
                        "1;base;01:00;1",
                        "1;base;03:00;",
                        "1;base;04:00;3",
                        "1;base;05:00;",
                        "1;peak;01:00;",
                        "1;peak;03:00;",
                        "1;peak;04:00;4",
                        "1;peak;05:00;");
        for (int buffer : new int[] {1, 100}) {
            assertThat(text(export.wide().buffer(buffer)))
                    .containsExactly("time;1/base;1/peak", "01:00;1;", "03:00;;", "04:00;3;4");
            assertThat(text(export.wide().buffer(buffer).range(range("2024-03-31T03:00", "2024-03-31T06:00"))))
                    .containsExactly("time;1/base;1/peak", "03:00;;", "04:00;3;4", "05:00;;");
        }
        assertThat(text(export.range(range("2025-01-01T00:00", "2025-01-01T06:00"))))
                .containsExactly("version;kind;time;value");
        StringWriter writer = new StringWriter();
        assertThat(export.to(writer)).isEqualTo(3);
        Path zip = folder().resolve("gaps.zip");
        assertThat(CsvExport.of(store).gaps().toZip(zip)).isEqualTo(3);
        assertThat(CsvImport.read(zip).into(store).written().chunksChanged()).isZero();
        assertThatThrownBy(() -> CsvExport.of(createProfiles("profiles")).gaps())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gaps()");
    }

    @Test
    default void filterAndRangeAreAsTold() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2, 3));
        store.insert(PEAK, hours("2024-01-01T00:00", 4, 5, 6));
        store.insert(key(2, "peak"), hours("2024-02-01T00:00", 7));
        CsvExport peak =
                CsvExport.of(store).filter(KIND.is("peak")).range(range("2024-01-01T01:00", "2024-01-01T03:00"));
        assertThat(text(peak))
                .containsExactly(
                        "version;kind;time;value",
                        "1;peak;2024-01-01T01:00:00+01:00;5",
                        "1;peak;2024-01-01T02:00:00+01:00;6");
        assertThat(text(CsvExport.of(store).filter(KIND.is("none")))).containsExactly("version;kind;time;value");
        assertThat(text(CsvExport.of(store).filter(KIND.is("none")).wide())).containsExactly("time");
    }

    @Test
    default void wideFilesHaveAColumnForEachSeriesAndARowForEachInstant() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-10-27T01:00", 1, NONE, 3));
        store.insert(PEAK, hours("2024-10-27T02:00", NONE, 4, NONE, 5));
        store.insert(key(2, "a/b"), hours("2025-01-01T00:00", 6));
        assertThat(text(CsvExport.of(store).wide().separator(',')))
                .containsExactly(
                        "time,1/base,1/peak,2/a\\/b",
                        "2024-10-27T01:00:00+02:00,1,,",
                        "2024-10-27T02:00:00+01:00,3,4,",
                        "2024-10-27T04:00:00+01:00,,5,",
                        "2025-01-01T00:00:00+01:00,,,6");
    }

    /** More values than are held at once, unevenly spread over time, so that windows are cut and grow again. */
    @Test
    default void wideFilesOfAnyLengthHaveEveryValueOnce() {
        KeyedStore store = createProfiles("profiles");
        for (int s = 0; s < 6; s++) {
            long[] times = new long[201];
            double[] values = new double[times.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = i == 0 ? -1_000_000_000_000L : i * 1000L + s % 2;
                values[i] = s + 0.5;
            }
            store.insert(key(s, "s"), Series.wrap(times, values));
        }
        List<String> atOnce = text(CsvExport.of(store).wide());
        assertThat(atOnce).hasSize(1 + 1 + 2 * 200);
        assertThat(atOnce.get(2)).isEqualTo("1970-01-01T00:00:01Z;0.5;;2.5;;4.5;");
        for (int buffer : new int[] {40, 300, 1205}) {
            assertThat(text(CsvExport.of(store).wide().buffer(buffer))).isEqualTo(atOnce);
        }
        assertThatThrownBy(() -> CsvExport.of(store).buffer(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void numbersAreWrittenAsTold() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1234.5678, 0.1));
        CsvExport export = CsvExport.of(store).decimal(',').decimals(3).separator('\t');
        assertThat(text(export).get(1)).isEqualTo("1\tbase\t2024-01-01T00:00:00+01:00\t1234,568");
        assertThat(text(CsvExport.of(store).decimal(',').separator(',')).get(2)).endsWith("\"0,1\"");
        for (char no : new char[] {'"', '\n', '\r'}) {
            assertThatThrownBy(() -> export.separator(no)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> export.decimal(';')).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> export.decimals(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> export.wide().toZip(folder().resolve("x.zip")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void keysAreQuotedWhereCsvNeedsItAndOtherwiseAsTheyAre() {
        ChunkStore store = createLoads();
        for (String kind : List.of("=1+1", "@x", "-1", "a;b", "say \"x\"", "two\nlines", "\u00e4\u4e2d", "")) {
            store.insert(key(1, kind), hours("2024-01-01T00:00", 1));
        }
        String time = ";2024-01-01T00:00:00+01:00;1";
        assertThat(String.join("\n", text(CsvExport.of(store))))
                .contains(
                        "\n1;=1+1" + time,
                        "\n1;@x" + time,
                        "\n1;-1" + time,
                        "\n1;\"a;b\"" + time,
                        "\n1;\"say \"\"x\"\"\"" + time,
                        "\n1;\"two\nlines\"" + time,
                        "\n1;\u00e4\u4e2d" + time,
                        "\n1;" + time);
    }

    @Test
    default void keyedStoresWriteMillisecondsInUtc() {
        KeyedStore store = createProfiles("profiles");
        store.insert(
                BASE,
                Series.builder()
                        .add(Instant.parse("1969-12-31T23:59:59.999Z"), 1)
                        .add(Instant.parse("2024-07-01T12:00:00Z"), 2)
                        .build());
        assertThat(text(CsvExport.of(store)))
                .containsExactly(
                        "version;kind;time;value",
                        "1;base;1969-12-31T23:59:59.999Z;1",
                        "1;base;2024-07-01T12:00:00Z;2");
        assertThat(text(CsvExport.of(store).tz("Europe/Paris")).get(2)).contains("2024-07-01T14:00:00+02:00");
    }

    /** The contract fails too when the connection of the cursor is not given back. */
    @Test
    default void aWriterThatFailsEndsTheExport() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", Samples.ramp(5000, 1)));
        Writer full = new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        for (CsvExport export : List.of(CsvExport.of(store), CsvExport.of(store).wide())) {
            assertThatThrownBy(() -> export.to(full))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasStackTraceContaining("no space left");
        }
    }

    @Test
    default void progressOfAnExportIsTold() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2));
        store.insert(PEAK, hours("2024-01-01T00:00", 1, 2));
        List<Long> told = new ArrayList<>();
        CsvExport export = CsvExport.of(store).onProgress(OnFiles.telling(told));
        text(export);
        assertThat(told).containsExactly(1L, 2L, -1L);
        told.clear();
        export.toZip(folder().resolve("x.zip"));
        assertThat(told).containsExactly(1L, 2L, -1L);
        told.clear();
        text(export.wide());
        assertThat(told).containsExactly(2L, -1L);
    }

    @Test
    default void anExportJoinsTheTransactionOfTheCaller() throws java.sql.SQLException {
        ChunkStore store = createLoads();
        try (java.sql.Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).insert(BASE, hours("2024-01-01T00:00", 1));
            assertThat(text(CsvExport.of(store.on(connection)))).hasSize(2);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(text(CsvExport.of(store))).hasSize(1);
    }

    /** Gaps are in memory too: two values a year apart do not come at once into a small buffer. */
    @Test
    default void wideFilesCountGapsForTheBuffer() {
        ChunkStore store = createLoads();
        store.merge(BASE, hours("2024-01-01T00:00", 1));
        store.merge(BASE, hours("2024-12-01T00:00", 2));
        List<Long> told = new ArrayList<>();
        List<String> lines = text(CsvExport.of(store).wide().buffer(1000).onProgress(OnFiles.telling(told)));
        assertThat(lines).containsExactly("time;1/base", "2024-01-01T00:00:00+01:00;1", "2024-12-01T00:00:00+01:00;2");
        assertThat(told).containsExactly(1L, 2L, -1L); // once a window
    }

    @Test
    default void anySeparatorThatMayBeToldIsWritten() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        List<String> lines = text(CsvExport.of(store).separator('#'));
        assertThat(lines).containsExactly("version#kind#time#value", "1#base#2024-01-01T00:00:00+01:00#1");
        ChunkStore other = create(loads("other"));
        lines(lines.toArray(String[]::new)).separator('#').into(other);
        assertThat(OnFiles.contents(other)).isEqualTo(OnFiles.contents(store));
    }

    /** Nothing that a spreadsheet would run, but numbers, and what is read back is what was stored, in each shape. */
    @Test
    default void formulasAreEscapedOnDemandAndComeBack() {
        ChunkStore store = createKinds("formulas");
        for (String kind : List.of(
                "=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "'x", "'=1", "''", "'", "", "plain", "a=b", "-")) {
            store.insert(store.key(kind, -1), hours("2024-01-01T00:00", -1, 2));
        }
        CsvExport export = CsvExport.of(store).escapeFormulas();
        Path longFile = fileOf(whole(export));
        assertThat(text(CsvExport.of(store)).stream().anyMatch(line -> line.startsWith("=")))
                .isTrue();
        ChunkStore fromLong = createKinds("from_long");
        assertThat(text(export))
                .contains("'=1+1;-1;2024-01-01T00:00:00+01:00;-1", "''x;-1;2024-01-01T00:00:00+01:00;-1");
        CsvImport.read(longFile).unescapeFormulas().into(fromLong);
        assertThat(OnFiles.contents(fromLong)).isEqualTo(OnFiles.contents(store));

        Path wideFile = fileOf(whole(export.wide()));
        assertThat(whole(export.wide())).contains(";'=1+1/-1;", ";''x/-1;", ";plain/-1");
        ChunkStore fromWide = createKinds("from_wide");
        CsvImport.read(wideFile).unescapeFormulas().wide().into(fromWide);
        assertThat(OnFiles.contents(fromWide)).isEqualTo(OnFiles.contents(store));

        Path zip = folder().resolve("formulas.zip");
        export.toZip(zip);
        ChunkStore fromZip = createKinds("from_zip");
        CsvImport.read(zip).unescapeFormulas().into(fromZip);
        assertThat(OnFiles.contents(fromZip)).isEqualTo(OnFiles.contents(store));
    }

    private static String whole(CsvExport export) {
        StringWriter writer = new StringWriter();
        export.to(writer);
        return writer.toString();
    }

    private ChunkStore createKinds(String table) {
        return create(define().axis(KIND)
                .axis(Samples.VERSION)
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("Europe/Paris")
                .table(table));
    }
}

package io.holcstore.testkit.demo;

import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;

import io.holcstore.Store;
import io.holcstore.explorer.Explorer;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A year of 15-minute load in an H2 file: load it, merge what arrived late, read March back in local time, list its
 * gaps and draw it. On a terminal it then serves a page of the store.
 *
 * <pre>
 * mvn -q compile exec:java                                                   300 generated meters
 * mvn -q compile exec:java -Dexec.args="readings.csv corrections.csv"        your own
 * </pre>
 *
 * <p>Your own files are read by {@link CsvReadings}; the corrections may be left out.
 */
public final class MeterYear {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Axis<String> METER = Axis.of("meter", VARCHAR(40));
    static final StoreDefinition LOADS = Store.define()
            .axis(METER)
            .chunkBy(YEAR_MONTH)
            .freq("15min")
            .tz(PARIS)
            .table("meter_load")
            .build();

    private static final int METERS = 300;
    private static final int YEAR = 2024;

    private final ChunkStore store;
    private final Terminal terminal;

    MeterYear(ChunkStore store, Terminal terminal) {
        this.store = store;
        this.terminal = terminal;
    }

    public static void main(String[] args) throws IOException {
        Readings readings =
                args.length > 0 ? new CsvReadings(Path.of(args[0])) : GeneratedReadings.year(METERS, YEAR, PARIS);
        Readings corrections = args.length > 1
                ? new CsvReadings(Path.of(args[1]))
                : GeneratedReadings.corrections(args.length > 0 ? 0 : METERS, YEAR, PARIS);
        run(readings, corrections, Path.of("target", "meter-year"), Terminal.standard());
    }

    static void run(Readings readings, Readings corrections, Path folder, Terminal terminal) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("loads.mv.db");
        Files.deleteIfExists(file);
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:" + folder.toAbsolutePath().resolve("loads"), "sa", "");
        try {
            terminal.line("%s", terminal.bold("HoLcStore") + ": a year of load, every 15 minutes, in an H2 file");
            ChunkStore store = LOADS.open(pool);
            new MeterYear(store, terminal).run(readings, corrections, folder.resolve("march.svg"));
            terminal.line("Database  %s", file);
            if (terminal.interactive()) {
                show(store, terminal);
            }
        } finally {
            pool.dispose();
        }
    }

    /** Serves a page of the store until somebody presses Enter. */
    private static void show(ChunkStore store, Terminal terminal) {
        try (Explorer page = Explorer.of(store).start(0)) {
            terminal.line("Page      %s", page.uri());
            terminal.awaitEnter("Open it in a browser. Enter ends it. ");
        }
    }

    private void run(Readings readings, Readings corrections, Path svg) throws IOException {
        store.schema().createIfMissing();
        List<Step> steps = new ArrayList<>();
        steps.add(load(readings));

        SeriesKey meter = store.keys(KeyFilter.all()).get(0);
        int year = store.firstTimestamp(METER.is(meter.get(METER)))
                .orElseThrow()
                .atZone(PARIS)
                .getYear();
        TimeRange march = TimeRange.month(YearMonth.of(year, 3), PARIS);
        Series before = store.readDense(meter, march);

        steps.add(correct(corrections));
        steps.add(read("read March", march));
        steps.add(read("read everything", TimeRange.all()));

        Report report = new Report(terminal);
        report.steps(steps);
        Series after = store.readDense(meter, march);
        terminal.line("");
        terminal.line(
                "%s in March %d: %,d points, %,d with a value%s",
                terminal.bold(name(meter)),
                year,
                after.size(),
                after.valueCount(),
                after.valueCount() < after.size() ? ", none at" : "");
        report.gaps(store.gaps(meter, march), PARIS, LOADS.frequency().millis());

        LocalDay corrected = new LocalDay(LocalDate.of(year, 3, 14), PARIS);
        LocalDay spring = LocalDay.ofClockChange(year, 0, PARIS);
        LocalDay autumn = LocalDay.ofClockChange(year, 1, PARIS);
        draw(meter, corrected);
        draw(meter, autumn);
        SvgPlot plot = new SvgPlot(name(meter) + ", " + PARIS, PARIS).month(LocalDate.of(year, 3, 1), before, after);
        for (LocalDay day : List.of(corrected, spring, autumn)) {
            plot.day(day, before.slice(day.range()), store.readDense(meter, day.range()));
        }
        Files.writeString(svg, plot.toSvg());
        terminal.line("");
        terminal.line("Chart     %s", svg);
    }

    /** Streams the readings in, in constant memory and as one transaction. */
    private Step load(Readings readings) throws IOException {
        Stopwatch watch = new Stopwatch();
        Progress progress = terminal.interactive() ? Progress.bar("loading", readings.count()) : Progress.NONE;
        try (BulkWriter bulk = store.bulkWriter().onProgress(progress)) {
            readings.forEach((meter, series) -> watch.time(() -> bulk.add(SeriesKey.of(METER.is(meter)), series)));
            watch.time(bulk::close);
            return Step.wrote("load the year", store.count(KeyFilter.all()), bulk.result(), watch);
        }
    }

    /** New values win over old ones; only chunks that change are written. */
    private Step correct(Readings corrections) throws IOException {
        Map<SeriesKey, Series> late = new HashMap<>();
        corrections.forEach((meter, series) -> late.put(SeriesKey.of(METER.is(meter)), series));
        Stopwatch watch = new Stopwatch();
        WriteResult[] result = new WriteResult[1];
        watch.time(() -> result[0] = store.mergeAll(late));
        return Step.wrote("merge corrections", late.size(), result[0], watch);
    }

    /** Streams every meter's values of a range. */
    private Step read(String name, TimeRange range) {
        long[] seriesAndPoints = new long[2];
        Stopwatch watch = new Stopwatch();
        watch.time(() -> store.forEach(KeyFilter.all(), range, (meter, series) -> {
            seriesAndPoints[0]++;
            seriesAndPoints[1] += series.valueCount();
        }));
        return Step.read(name, seriesAndPoints[0], seriesAndPoints[1], watch);
    }

    private void draw(SeriesKey meter, LocalDay day) {
        terminal.line("");
        terminal.line("%s  kW, %s", terminal.bold(name(meter)), day.title());
        new TerminalPlot(terminal, day, store.readDense(meter, day.range())).print();
    }

    private static String name(SeriesKey key) {
        return "meter " + key.get(METER);
    }
}

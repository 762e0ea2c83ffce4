package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.ReadValue;
import io.holcstore.internal.files.SeriesBuffer;
import io.holcstore.internal.files.SeriesBuffer.Refusal;
import io.holcstore.internal.files.StoreGrid;
import io.holcstore.internal.files.WaitingSeries;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.SeriesStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a file once: it converts rows to values of series, and collects them until there are enough to merge. */
public final class ImportRun {
    private static final int ROWS_PER_UPDATE = 1 << 12;

    /** The series of rows with the same key fields, and the times of the rows before. */
    private static final class RowKey {
        private final SeriesBuffer[] buffers;
        private final RowBefore before = new RowBefore();

        RowKey(SeriesBuffer[] buffers) {
            this.buffers = buffers;
        }
    }

    private final ImportSettings settings;
    private final SeriesStore store;
    private final NumberReader numbers;
    private final MissingCells missing;
    private final StoreGrid grid;
    private final WaitingSeries series;
    private final ImportTally tally;

    private ImportRun(
            ImportSettings settings, SeriesStore store, WaitingSeries.Target target, boolean collects, int limit) {
        this.settings = settings;
        this.store = store;
        this.numbers = settings.numbers();
        this.missing = new MissingCells(settings.missing(), numbers);
        this.grid = StoreGrid.of(store);
        this.tally = new ImportTally(collects);
        tally.areMillis = settings.times().form() == TimeRules.Form.EPOCH_MILLIS;
        this.series = new WaitingSeries(
                store, new LinePlaces(store), target, tally, settings.rows().latestBy() != null, limit);
        settings.requireSense(grid);
    }

    /** Creates a run that ends at the first problem. */
    public static ImportRun into(ImportSettings settings, SeriesStore store, WaitingSeries.Target target) {
        return new ImportRun(settings, store, target, false, 0);
    }

    /** Creates a run that collects problems and stores nothing. */
    public static ImportRun check(ImportSettings settings, SeriesStore store) {
        return new ImportRun(settings, store, store::check, true, 0);
    }

    /** Creates a run that ends after some values, which it keeps, and stores nothing. */
    public static ImportRun preview(ImportSettings settings, SeriesStore store, int values) {
        return new ImportRun(settings, store, store::check, true, values);
    }

    /** Reads the file. */
    public ImportTally read() throws IOException {
        CsvSources.forEach(settings.path(), settings.format(), series, tally, this::readAll);
        series.flush(true);
        settings.progress().update(tally.rows);
        tally.series = series.count();
        return tally;
    }

    /** Returns the first values, for a preview. */
    public List<ReadValue> values() {
        return series.first();
    }

    private void readAll(CsvFile file, CsvSource source) throws IOException {
        long problemsBefore = tally.problemCount();
        long rowsBefore = tally.rows;
        long valuesBefore = tally.values;
        if (file.width() > 0) { // 0 means an empty file, which is valid without a header
            read(file, source);
        }
        CsvSource.Summary summary = source.summary();
        if (summary == null || summary.count() < 0 || tally.problemCount() > problemsBefore || series.isFull()) {
            return;
        }
        // not an exact comparison, because missing(..) may exclude values that were written
        if (summary.count() < tally.values - valuesBefore || summary.count() > tally.rows - rowsBefore) {
            throw new CsvFormatException(
                    summary.place() + ": " + file.name() + " must have " + summary.count()
                            + " values, but has " + (tally.values - valuesBefore) + " in " + (tally.rows - rowsBefore)
                            + " rows; get the zip again",
                    null,
                    file.name());
        }
    }

    private void read(CsvFile file, CsvSource source) throws IOException {
        RowTimes times = RowTimes.of(settings.columns().time(), settings.times(), grid.end(settings.times()), file);
        OneFile one = new OneFile(file, source, times);
        for (CsvRecord row = file.next(); row != null && !series.isFull(); row = file.next()) {
            try {
                one.read(row);
            } catch (CsvFormatException e) {
                tally.problem(e);
            }
            if (++tally.rows % ROWS_PER_UPDATE == 0) {
                settings.progress().update(tally.rows);
            }
        }
        series.seen(times.onlyDays);
        tally.refusal = tally.refusal == null ? one.filters.refusal() : tally.refusal;
        tally.endOfDay |= times.endOfDay && !settings.times().end();
    }

    /** Reads one file. */
    private final class OneFile {
        private final CsvFile file;
        private final RowTimes times;
        private final CsvLayout layout;
        private final CsvLayout.Values[] columns;
        private final int[] keyFields;
        private final boolean computed;
        private final RowFilters filters;
        private final Ranks ranks;
        private final boolean timesInNames;
        private final Map<List<String>, RowKey> keys = new HashMap<>();
        private final Map<SeriesKey, RowKey> computedKeys = new HashMap<>();
        private List<String> current = List.of();
        private @Nullable RowKey key;
        private final RowBefore cells = new RowBefore(); // of the row that is read

        OneFile(CsvFile file, CsvSource source, RowTimes times) throws IOException {
            this.file = file;
            this.times = times;
            this.layout = CsvLayout.of(settings.columns(), settings.rows(), store, file, source, times);
            this.columns = layout.columns().toArray(CsvLayout.Values[]::new);
            this.keyFields = layout.keyFields().stream().mapToInt(i -> i).toArray();
            this.computed = layout.hasComputedKeys();
            this.filters = new RowFilters(file, settings.rows().filters());
            this.ranks = new Ranks(
                    file, settings.rows().latestBy(), numbers, settings.times().pattern());
            this.timesInNames = settings.columns().time().inNames();
        }

        void read(CsvRecord row) {
            if (!counts(row)) {
                tally.filtered++;
                return;
            }
            file.requireWidth(row);
            RowKey of = computed ? computedKey(row) : key(row);
            if (of == null) {
                tally.filtered++;
            } else if (timesInNames) {
                readDay(row, of);
            } else {
                readRow(row, of);
            }
            if (series.waiting() >= settings.buffer()) {
                series.seen(times.onlyDays);
                series.flush(false);
            }
        }

        private boolean counts(CsvRecord row) {
            if (!filters.test(row)) {
                return false;
            }
            return !settings.rows().withoutTime() || !times.isWithoutTime(row);
        }

        private RowKey key(CsvRecord row) {
            RowKey found = key;
            if (found == null || !hasFields(row, keyFields, current)) {
                current = fields(row, keyFields);
                found = keys.get(current);
                if (found == null) {
                    found = rowKey(row);
                    keys.put(current, found);
                }
                key = found;
            }
            return found;
        }

        private RowKey rowKey(CsvRecord row) {
            SeriesBuffer[] found = new SeriesBuffer[columns.length];
            for (int i = 0; i < found.length; i++) {
                SeriesKey made = Objects.requireNonNull(columns[i].key().key(file, row));
                found[i] = series.of(made);
            }
            return new RowKey(found);
        }

        private @Nullable RowKey computedKey(CsvRecord row) {
            SeriesKey made = columns[0].key().key(file, row);
            return made == null
                    ? null
                    : computedKeys.computeIfAbsent(made, any -> {
                        SeriesBuffer[] found = new SeriesBuffer[columns.length];
                        Arrays.fill(found, series.of(any));
                        return new RowKey(found);
                    });
        }

        private void readRow(CsvRecord row, RowKey of) {
            long time = times.instant(row, null, of.before);
            if (time == TimeReader.DROPPED) {
                tally.dropped++;
            } else if (time == TimeReader.LEFT_OUT) {
                tally.filtered++;
            } else {
                long rank = ranks.of(row);
                for (int i = 0; i < columns.length; i++) {
                    read(row, columns[i].index(), time, rank, of.buffers[i]);
                }
            }
        }

        /** Reads a day whose columns have times as names. Only cells with a value need an instant. */
        private void readDay(CsvRecord row, RowKey of) {
            long rank = ranks.of(row);
            cells.begin();
            for (int i = 0; i < columns.length; i++) {
                CsvLayout.Values column = columns[i];
                if (missing.is(CsvFile.cell(row, column.index()))) {
                    tally.missing++;
                    continue;
                }
                try {
                    long time = times.instant(row, column.label(), cells);
                    if (time == TimeReader.DROPPED) {
                        tally.dropped++;
                    } else {
                        read(row, column.index(), time, rank, of.buffers[i]);
                    }
                } catch (CsvFormatException e) {
                    tally.problem(e);
                }
            }
        }

        private void read(CsvRecord row, int column, long time, long rank, SeriesBuffer buffer) {
            try {
                add(row, column, time, rank, buffer);
            } catch (CsvFormatException | ConflictingValuesException e) {
                tally.problem(e);
            }
        }

        private void add(CsvRecord row, int column, long time, long rank, SeriesBuffer buffer) {
            String cell = CsvFile.cell(row, column);
            double value = Double.NaN;
            if (missing.is(cell)) {
                tally.missing++;
                if (!buffer.isRanked()) {
                    return;
                }
            } else {
                try {
                    value = numbers.parse(cell);
                } catch (IllegalArgumentException e) {
                    throw file.error(row, column, e.getMessage(), e);
                }
            }
            if (series.add(buffer, time, value, file.line(row), rank) == Refusal.TOO_LATE) {
                throw file.error(row, column, tooLate(buffer, time), null);
            }
        }
    }

    private String tooLate(SeriesBuffer buffer, long time) {
        return "of " + buffer.key() + " at " + Instant.ofEpochMilli(time)
                + " comes too late to be compared with merged values: set buffer(..) to more than "
                + settings.buffer() + " values, or sort the file by time";
    }

    private static boolean hasFields(CsvRecord row, int[] indexes, List<String> texts) {
        for (int i = 0; i < indexes.length; i++) {
            if (!CsvFile.cell(row, indexes[i]).equals(texts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> fields(CsvRecord row, int[] indexes) {
        return IntStream.of(indexes).mapToObj(i -> CsvFile.cell(row, i)).toList();
    }
}

package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.OffGridException;
import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.csv.SeriesBuffer.Refusal;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One reading of a file: rows become values of series, which wait until there are enough of them. */
public final class ImportRun {
    private static final int ROWS_PER_UPDATE = 1 << 12;
    private static final int LINE_BITS = 40; // of a place, below the number of its file

    /** Where series go. */
    public interface Target {
        /** Takes a series, and returns how many of its values the store drops. */
        int add(SeriesKey key, Series series);
    }

    /**
     * The series of the rows that begin with the same key, and the time of the row before, which tells the two passes
     * of a repeated hour apart.
     */
    private static final class RowKey {
        private final SeriesBuffer[] buffers;
        private long before = RowTimes.NONE;

        RowKey(SeriesBuffer[] buffers) {
            this.buffers = buffers;
        }
    }

    private final ImportSettings settings;
    private final SeriesStore store;
    private final Target target;
    private final int limit; // of values to read
    private final NumberReader numbers;
    private final StoreGrid grid;
    private final Map<SeriesKey, SeriesBuffer> buffers = new HashMap<>();
    private final List<String> files = new ArrayList<>();
    private final ImportTally tally;
    private final List<ReadValue> preview = new ArrayList<>();
    private long waiting;
    private boolean onlyDays = true; // no time had a time of day

    private ImportRun(ImportSettings settings, SeriesStore store, Target target, boolean collects, int limit) {
        this.settings = settings;
        this.store = store;
        this.target = target;
        this.limit = limit;
        this.numbers = settings.numbers();
        this.grid = StoreGrid.of(store);
        this.tally = new ImportTally(collects);
        settings.requireSense(grid);
    }

    /** A run that ends at the first problem. */
    public static ImportRun into(ImportSettings settings, SeriesStore store, Target target) {
        return new ImportRun(settings, store, target, false, 0);
    }

    /** A run that collects problems, and stores nothing. */
    public static ImportRun check(ImportSettings settings, SeriesStore store) {
        return new ImportRun(settings, store, store::check, true, 0);
    }

    /** A run that ends after some values, which it keeps, and stores nothing. */
    public static ImportRun preview(ImportSettings settings, SeriesStore store, int values) {
        return new ImportRun(settings, store, store::check, true, values);
    }

    /** Reads the file. */
    public ImportTally read() throws IOException {
        try (CsvSources sources = CsvSources.open(settings.path(), settings.format())) {
            for (CsvSource source : sources.list()) {
                files.add(source.name());
                try (CsvFile file = CsvFile.open(source, settings.format())) {
                    readAll(file, source);
                } catch (CsvFormatException e) {
                    tally.problem(e); // nothing more of this file can be read
                }
                if (isFull()) {
                    break;
                }
            }
        } catch (CsvFormatException e) {
            tally.problem(e);
        }
        flush(true);
        settings.progress().update(tally.rows);
        tally.series = buffers.values().stream().filter(SeriesBuffer::hasValues).count();
        return tally;
    }

    /** The first values, of a preview. */
    public List<ReadValue> values() {
        return preview;
    }

    private boolean isFull() {
        return limit > 0 && preview.size() >= limit;
    }

    private void readAll(CsvFile file, CsvSource source) throws IOException {
        long problemsBefore = tally.problemCount();
        long rowsBefore = tally.rows;
        long valuesBefore = tally.values;
        if (file.width() > 0) { // it is empty otherwise, and without a header it may be
            read(file, source);
        }
        CsvSource.Summary summary = source.summary();
        if (summary == null || summary.count() < 0 || tally.problemCount() > problemsBefore || isFull()) {
            return;
        }
        // missing(..) may name values that were written
        if (summary.count() < tally.values - valuesBefore || summary.count() > tally.rows - rowsBefore) {
            throw new CsvFormatException(
                    summary.place() + ": " + file.name() + " should have " + summary.count()
                            + " values, but has " + (tally.values - valuesBefore) + " in " + (tally.rows - rowsBefore)
                            + " rows; get the zip again",
                    null,
                    file.name());
        }
    }

    private void read(CsvFile file, CsvSource source) throws IOException {
        RowTimes times = RowTimes.of(settings.columns().time(), settings.times(), grid.end(settings.times()), file);
        OneFile one = new OneFile(file, source, times);
        for (CsvRecord row = file.next(); row != null && !isFull(); row = file.next()) {
            try {
                one.read(row);
            } catch (CsvFormatException e) {
                tally.problem(e);
            }
            if (++tally.rows % ROWS_PER_UPDATE == 0) {
                settings.progress().update(tally.rows);
            }
        }
        onlyDays &= times.onlyDays;
        tally.endOfDay |= times.endOfDay && !settings.times().end();
    }

    /** The reading of one file. */
    private final class OneFile {
        private final CsvFile file;
        private final RowTimes times;
        private final CsvLayout layout;
        private final CsvLayout.Values[] columns;
        private final int[] keyFields;
        private final boolean computed;
        private final List<Predicate<CsvRecord>> filters;
        private final Ranks ranks;
        private final boolean timesInNames;
        private final Map<List<String>, RowKey> keys = new HashMap<>();
        private final Map<SeriesKey, RowKey> computedKeys = new HashMap<>();
        private List<String> current = List.of();
        private @Nullable RowKey key;

        OneFile(CsvFile file, CsvSource source, RowTimes times) throws IOException {
            this.file = file;
            this.times = times;
            this.layout = CsvLayout.of(settings.columns(), settings.rows(), store, file, source, times);
            this.columns = layout.columns().toArray(CsvLayout.Values[]::new);
            this.keyFields = layout.keyFields().stream().mapToInt(i -> i).toArray();
            this.computed = layout.hasComputedKeys();
            this.filters = settings.rows().filters().stream()
                    .map(filter -> filter.apply(file))
                    .toList();
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
            if (waiting >= settings.buffer()) {
                flush(false);
            }
        }

        private boolean counts(CsvRecord row) {
            for (int i = 0; i < filters.size(); i++) {
                if (!filters.get(i).test(row)) {
                    return false;
                }
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
                found[i] = buffer(made);
            }
            return new RowKey(found);
        }

        private @Nullable RowKey computedKey(CsvRecord row) {
            SeriesKey made = columns[0].key().key(file, row);
            return made == null
                    ? null
                    : computedKeys.computeIfAbsent(made, any -> {
                        SeriesBuffer[] found = new SeriesBuffer[columns.length];
                        Arrays.fill(found, buffer(any));
                        return new RowKey(found);
                    });
        }

        private SeriesBuffer buffer(SeriesKey of) {
            return buffers.computeIfAbsent(
                    of, any -> new SeriesBuffer(any, settings.rows().latestBy() != null));
        }

        private void readRow(CsvRecord row, RowKey of) {
            long time = times.instant(row, null, of.before);
            if (time == TimeReader.DROPPED) {
                tally.dropped++;
            } else if (time == TimeReader.LEFT_OUT) {
                tally.filtered++;
            } else {
                of.before = time;
                long rank = ranks.of(row);
                for (int i = 0; i < columns.length; i++) {
                    read(row, columns[i].index(), time, rank, of.buffers[i]);
                }
            }
        }

        /** Reads a day whose columns are named by times. Only cells with a value need an instant. */
        private void readDay(CsvRecord row, RowKey of) {
            long rank = ranks.of(row);
            long before = RowTimes.NONE;
            for (int i = 0; i < columns.length; i++) {
                CsvLayout.Values column = columns[i];
                if (isMissing(CsvFile.cell(row, column.index()))) {
                    tally.missing++;
                    continue;
                }
                try {
                    long time = times.instant(row, column.label(), before);
                    if (time == TimeReader.DROPPED) {
                        tally.dropped++;
                    } else {
                        before = time;
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
            if (isMissing(cell)) {
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
            long place = (long) (files.size() - 1) << LINE_BITS | file.line(row);
            long point = grid.point(time);
            Refusal refusal = buffer.add(point, value, place, rank);
            if (refusal == Refusal.TOO_LATE) {
                throw file.error(row, column, tooLate(buffer, time), null);
            }
            if (refusal == Refusal.CONFLICT) {
                throw conflict(buffer, place, point, value);
            }
            waiting += refusal == Refusal.NONE ? 1 : 0;
            tally.repeated += refusal == Refusal.THERE ? 1 : 0;
            if (!Double.isNaN(value)) {
                tally.values++;
                tally.moved += point == time ? 0 : 1;
                tally.first = Math.min(tally.first, point);
                tally.last = Math.max(tally.last, point);
                if (limit > 0 && preview.size() < limit) {
                    preview.add(new ReadValue(file.name(), file.line(row), buffer.key(), point, value));
                }
            }
        }
    }

    private boolean isMissing(String cell) {
        return settings.missing().contains(cell.strip());
    }

    private String tooLate(SeriesBuffer buffer, long time) {
        return "of " + buffer.key() + " at " + Instant.ofEpochMilli(time)
                + " comes too late to be compared with what is merged already: buffer(..) more than "
                + settings.buffer() + " values, or sort the file by time";
    }

    private ConflictingValuesException conflict(SeriesBuffer buffer, long place, long time, double value) {
        return new ConflictingValuesException(
                text(place) + ": " + value + " at " + Instant.ofEpochMilli(time) + ", but " + buffer.key()
                        + " has another value of this time further above; decide which is right",
                store.name(),
                buffer.key().toString(),
                Instant.ofEpochMilli(time),
                Double.NaN,
                value);
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

    /** Merges what waits, in order of the keys, so that writers seldom wait for each other in a circle. */
    private void flush(boolean end) {
        List<SeriesBuffer> full = buffers.values().stream()
                .filter(buffer -> !buffer.isEmpty())
                .sorted(Comparator.comparing(SeriesBuffer::key, SeriesKey.ORDER))
                .toList();
        for (SeriesBuffer buffer : full) {
            try {
                tally.superseded += buffer.keepHighest(end);
                if (buffer.ready() > 0) {
                    Series series = series(buffer);
                    countRepeated(buffer, series);
                    add(buffer, series);
                    buffer.merged(series);
                }
            } catch (ConflictingValuesException | OffGridException | CsvFormatException e) {
                tally.problem(e);
                buffer.clearReady();
            }
        }
        waiting = full.stream().mapToLong(SeriesBuffer::size).sum();
    }

    private Series series(SeriesBuffer buffer) {
        try {
            return buffer.series();
        } catch (ConflictingValuesException e) {
            int[] two = buffer.twice(true);
            throw new ConflictingValuesException(
                    text(buffer.placeAt(two[0])) + " and " + text(buffer.placeAt(two[1])) + ": " + buffer.key()
                            + " has two values of one time, " + buffer.text(two[0]) + " and " + buffer.text(two[1])
                            + (tally.moved > 0 ? "; offGrid(" + grid.policy() + ") has moved times onto the grid" : "")
                            + "; decide which is right",
                    store.name(),
                    buffer.key().toString(),
                    e.instant(),
                    e.first(),
                    e.second());
        }
    }

    /**
     * Counts values that stand there again. Where no time has a time of day, that stands in a column that was not named.
     */
    private void countRepeated(SeriesBuffer buffer, Series series) {
        int more = buffer.ready() - series.size();
        tally.repeated += more;
        if (more > 0 && onlyDays && grid.isFinerThanDays()) {
            int[] two = buffer.twice(false);
            throw new CsvFormatException(
                    text(buffer.placeAt(two[0])) + " and " + text(buffer.placeAt(two[1])) + ": "
                            + buffer.key()
                            + " has more than one value of a day, and no time in the file has a time of day; time(..)"
                            + " needs a column that has both",
                    null,
                    store.name(),
                    buffer.key().toString(),
                    file(buffer.placeAt(two[0])),
                    line(buffer.placeAt(two[0])),
                    null,
                    null);
        }
    }

    private void add(SeriesBuffer buffer, Series series) {
        try {
            tally.dropped += target.add(buffer.key(), series);
        } catch (OffGridException e) {
            throw new OffGridException(firstMisfit(buffer) + e.getMessage(), e.store(), e.key(), e.instants());
        } catch (IllegalArgumentException e) {
            int first = misfit(buffer);
            long place = buffer.placeAt(first < 0 ? 0 : first);
            throw new CsvFormatException(
                    firstMisfit(buffer) + e.getMessage(),
                    e,
                    store.name(),
                    buffer.key().toString(),
                    file(place),
                    first < 0 ? null : line(place),
                    null,
                    first < 0 ? null : buffer.text(first));
        }
    }

    /** Where the first value stands that does not fit the store. */
    private String firstMisfit(SeriesBuffer buffer) {
        int first = misfit(buffer);
        return first < 0 ? "" : text(buffer.placeAt(first)) + ": ";
    }

    /** The first value that does not fit the store; -1 where all do, each by itself. */
    private int misfit(SeriesBuffer buffer) {
        for (int i = 0; i < buffer.size(); i++) {
            try {
                store.check(buffer.key(), Series.wrap(new long[] {buffer.timeAt(i)}, new double[] {buffer.valueAt(i)}));
            } catch (OffGridException | IllegalArgumentException e) {
                return i;
            }
        }
        return -1;
    }

    private String text(long place) {
        return file(place) + ", line " + line(place);
    }

    private String file(long place) {
        return files.get((int) (place >>> LINE_BITS));
    }

    private static long line(long place) {
        return place & ((1L << LINE_BITS) - 1);
    }
}

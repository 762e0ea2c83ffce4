package io.holcstore.files;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.StoreException;
import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.SeriesBuffer;
import io.holcstore.internal.files.SeriesBuffer.Refusal;
import io.holcstore.internal.files.WrittenTime;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.WriteResult;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One reading of a file: rows become values of series, which wait until there are enough of them. */
final class ImportRun {
    private static final int PROBLEMS = 100;
    private static final int ROWS_PER_UPDATE = 1 << 12;
    private static final int LINE_BITS = 40; // of a place, below the number of its file

    /** Where series go. */
    interface Target {
        /** Takes a series, and returns how many of its values the store drops. */
        int add(SeriesKey key, Series series);
    }

    /**
     * The series of the rows that begin with the same key, and the time of the row before, which tells the two passes
     * of a repeated hour apart.
     */
    private static final class RowKey {
        private final SeriesBuffer[] buffers;
        private long before = Long.MIN_VALUE;

        RowKey(SeriesBuffer[] buffers) {
            this.buffers = buffers;
        }
    }

    private final CsvImport settings;
    private final SeriesStore store;
    private final Target target;
    private final boolean collects; // problems, instead of ending at the first one
    private final NumberReader numbers;
    private final TimeReader times;
    private final boolean finerThanDays; // the points of the store
    private final Map<SeriesKey, SeriesBuffer> buffers = new HashMap<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long problemCount;
    private long waiting;
    private long rows;
    private long values;
    private long missing;
    private long dropped;
    private long repeated;
    private boolean onlyDays = true; // no time had a time of day
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    ImportRun(CsvImport settings, SeriesStore store, Target target, boolean collects) {
        this.settings = settings;
        this.store = store;
        this.target = target;
        this.collects = collects;
        this.numbers = settings.numbers();
        this.times = settings.times();
        this.finerThanDays = store instanceof ChunkStore chunks
                && !chunks.definition().frequency().isCalendar();
    }

    void read() throws IOException {
        try (CsvSources sources = settings.open()) {
            for (CsvSource source : sources.list()) {
                files.add(source.name());
                try (CsvFile file = settings.open(source)) {
                    readAll(file, source);
                } catch (CsvFormatException e) {
                    problem(e); // nothing more of this file can be read
                }
            }
        } catch (CsvFormatException e) {
            problem(e);
        }
        flush();
        settings.progress().update(rows);
    }

    private void readAll(CsvFile file, CsvSource source) throws IOException {
        long problemsBefore = problemCount;
        long rowsBefore = rows;
        long valuesBefore = values;
        read(file, source);
        CsvSource.Summary summary = source.summary();
        if (summary == null || summary.count() < 0 || problemCount > problemsBefore) {
            return;
        }
        // missing(..) may name values that were written
        if (summary.count() < values - valuesBefore || summary.count() > rows - rowsBefore) {
            throw new CsvFormatException(
                    summary.place() + ": " + file.name() + " should have " + summary.count()
                            + " values, but has " + (values - valuesBefore) + " in " + (rows - rowsBefore)
                            + " rows; get the zip again",
                    null,
                    file.name());
        }
    }

    private void read(CsvFile file, CsvSource source) throws IOException {
        if (file.width() == 0) {
            return; // empty, and without a header it may be
        }
        CsvLayout layout = CsvLayout.of(settings.columns(), store, file, source);
        Map<List<String>, RowKey> keys = new HashMap<>();
        List<String> current = List.of();
        RowKey key = null;
        for (CsvRecord row = file.next(); row != null; row = file.next()) {
            try {
                file.requireWidth(row);
                if (key == null || !hasFields(row, layout.keyFields(), current)) {
                    current = fields(row, layout.keyFields());
                    key = keys.get(current);
                    if (key == null) {
                        key = rowKey(layout, file, row);
                        keys.put(current, key);
                    }
                }
                read(layout, file, row, key);
            } catch (CsvFormatException e) {
                problem(e);
            }
            if (++rows % ROWS_PER_UPDATE == 0) {
                settings.progress().update(rows);
            }
        }
    }

    private static boolean hasFields(CsvRecord row, List<Integer> indexes, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (!row.getField(indexes.get(i)).equals(texts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> fields(CsvRecord row, List<Integer> indexes) {
        return indexes.stream().map(row::getField).toList();
    }

    private RowKey rowKey(CsvLayout layout, CsvFile file, CsvRecord row) {
        SeriesBuffer[] found = new SeriesBuffer[layout.columns().size()];
        for (int i = 0; i < found.length; i++) {
            SeriesKey key = layout.columns().get(i).key().key(file, row);
            found[i] = buffers.computeIfAbsent(key, SeriesBuffer::new);
        }
        return new RowKey(found);
    }

    private void read(CsvLayout layout, CsvFile file, CsvRecord row, RowKey key) {
        long time = time(layout.time(), file, row, key.before);
        if (time == TimeReader.DROPPED) {
            dropped++;
            return;
        }
        key.before = time;
        for (int i = 0; i < key.buffers.length; i++) {
            int column = layout.columns().get(i).index();
            try {
                read(file, row, column, time, key.buffers[i]);
            } catch (CsvFormatException | ConflictingValuesException e) {
                problem(e);
            }
        }
        if (waiting >= settings.buffer()) {
            flush();
        }
    }

    private long time(int column, CsvFile file, CsvRecord row, long before) {
        try {
            WrittenTime written = times.read(row.getField(column));
            onlyDays &= written.time() == null;
            return times.instant(written, before);
        } catch (DateTimeException e) {
            throw file.error(row, column, e.getMessage(), e);
        }
    }

    private void read(CsvFile file, CsvRecord row, int column, long time, SeriesBuffer buffer) {
        String cell = row.getField(column);
        if (settings.missing().contains(cell.strip())) {
            missing++;
            return;
        }
        double value;
        try {
            value = numbers.parse(cell);
        } catch (IllegalArgumentException e) {
            throw file.error(row, column, e.getMessage(), e);
        }
        long place = (long) (files.size() - 1) << LINE_BITS | row.getStartingLineNumber();
        Refusal refusal = buffer.add(time, value, place);
        if (refusal == Refusal.TOO_LATE) {
            throw file.error(
                    row,
                    column,
                    "of " + buffer.key() + " at " + Instant.ofEpochMilli(time)
                            + " comes too late to be compared with what is merged already: buffer(..) more than "
                            + settings.buffer() + " values, or sort the file by time",
                    null);
        }
        if (refusal == Refusal.CONFLICT) {
            throw new ConflictingValuesException(
                    text(place) + ": " + value + " at " + Instant.ofEpochMilli(time) + ", but " + buffer.key()
                            + " has another value of this time further above; decide which is right",
                    store.name(),
                    buffer.key().toString(),
                    Instant.ofEpochMilli(time),
                    Double.NaN,
                    value);
        }
        waiting += refusal == Refusal.NONE ? 1 : 0;
        repeated += refusal == Refusal.THERE ? 1 : 0;
        values++;
        first = Math.min(first, time);
        last = Math.max(last, time);
    }

    /** Merges what waits, in order of the keys, so that writers seldom wait for each other in a circle. */
    private void flush() {
        List<SeriesBuffer> full = buffers.values().stream()
                .filter(buffer -> !buffer.isEmpty())
                .sorted(Comparator.comparing(SeriesBuffer::key, SeriesKey.ORDER))
                .toList();
        for (SeriesBuffer buffer : full) {
            try {
                Series series = series(buffer);
                countRepeated(buffer, series);
                add(buffer, series);
                buffer.merged(series);
            } catch (ConflictingValuesException | OffGridException | CsvFormatException e) {
                problem(e);
                buffer.clear();
            }
        }
        waiting = 0;
    }

    private Series series(SeriesBuffer buffer) {
        try {
            return buffer.series();
        } catch (ConflictingValuesException e) {
            int[] two = buffer.twice(true);
            throw new ConflictingValuesException(
                    text(buffer.placeAt(two[0])) + " and " + text(buffer.placeAt(two[1])) + ": " + buffer.key()
                            + " has two values of one time, " + buffer.text(two[0]) + " and " + buffer.text(two[1])
                            + "; decide which is right",
                    store.name(),
                    buffer.key().toString(),
                    e.instant(),
                    e.first(),
                    e.second());
        }
    }

    /**
     * Rows of one instant are one value: not what anybody means where the time of day stands in a column that was not
     * named.
     */
    private void countRepeated(SeriesBuffer buffer, Series series) {
        int more = buffer.size() - series.size();
        repeated += more;
        if (more > 0 && onlyDays && finerThanDays) {
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
            dropped += target.add(buffer.key(), series);
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

    private void problem(StoreException problem) {
        if (!collects) {
            throw problem;
        }
        problemCount++;
        if (problemCount <= PROBLEMS) {
            problems.add(problem.getMessage());
        }
    }

    ImportReport report(WriteResult written) {
        List<String> all = new ArrayList<>(problems);
        if (problemCount > PROBLEMS) {
            all.add("and " + (problemCount - PROBLEMS) + " more");
        }
        return new ImportReport(
                rows,
                buffers.values().stream().filter(SeriesBuffer::hasValues).count(),
                values,
                missing,
                dropped,
                repeated,
                instant(first),
                instant(last),
                List.copyOf(all),
                written);
    }

    private Optional<Instant> instant(long epochMillis) {
        return values == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(epochMillis));
    }
}

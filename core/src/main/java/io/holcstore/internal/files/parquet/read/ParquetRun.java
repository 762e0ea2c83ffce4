package io.holcstore.internal.files.parquet.read;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.ParquetFormatException;
import io.holcstore.error.StoreException;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.ReadValue;
import io.holcstore.internal.files.SeriesBuffer.Refusal;
import io.holcstore.internal.files.StoreGrid;
import io.holcstore.internal.files.WaitingSeries;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Damage;
import io.holcstore.internal.files.parquet.LogicalType;
import io.holcstore.internal.files.parquet.read.SlotSource.Slot;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.store.SeriesStore;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file once. Values wait until there are enough of them. */
public final class ParquetRun {
    private final ParquetSettings settings;
    private final SeriesStore store;
    private final @Nullable RowKeys keys;
    private final String file;
    private final StoreGrid grid;
    private final ImportTally tally;
    private final WaitingSeries series;

    private ParquetRun(
            ParquetSettings settings,
            SeriesStore store,
            @Nullable RowKeys keys,
            WaitingSeries.Target target,
            boolean collects,
            int limit) {
        requireSense(settings, store, keys);
        this.settings = settings;
        this.store = store;
        this.keys = keys;
        this.file = settings.path().toString();
        this.grid = StoreGrid.of(store);
        this.tally = new ImportTally(collects);
        tally.areMillis = settings.times().form() == TimeRules.Form.EPOCH_MILLIS;
        this.series = new WaitingSeries(store, new Rows(), target, tally, false, limit);
    }

    /** Refuses settings that contradict each other, or would have no effect. */
    private static void requireSense(ParquetSettings settings, SeriesStore store, @Nullable RowKeys keys) {
        if (keys != null && !settings.series().isEmpty()) {
            throw new IllegalArgumentException("columns that value(.., key) gives a key do not need another one");
        }
        Set<String> columns = settings.axes().keySet();
        Set<String> constants = settings.constants().keySet();
        boolean hasKeys = keys != null || !settings.series().isEmpty();
        if (hasKeys && !(columns.isEmpty() && constants.isEmpty())) {
            throw new IllegalArgumentException(
                    "axis(..) has no effect where a function or value(.., key) makes the keys; remove it");
        }
        Checks.axes(store, columns, settings.constants().values());
        if (!Collections.disjoint(columns, constants)) {
            throw new IllegalArgumentException(
                    "axis(..) gives an axis a column and a value for the whole file; keep one of " + columns + " and "
                            + constants);
        }
    }

    /** Creates a run that ends at the first problem. */
    public static ParquetRun into(
            ParquetSettings settings, SeriesStore store, @Nullable RowKeys keys, WaitingSeries.Target target) {
        return new ParquetRun(settings, store, keys, target, false, 0);
    }

    /** Creates a run that collects problems and stores nothing. */
    public static ParquetRun check(ParquetSettings settings, SeriesStore store, @Nullable RowKeys keys) {
        return new ParquetRun(settings, store, keys, store::check, true, 0);
    }

    /** Creates a run that ends after some values, which it keeps, and stores nothing. */
    public static ParquetRun preview(ParquetSettings settings, SeriesStore store, @Nullable RowKeys keys, int values) {
        return new ParquetRun(settings, store, keys, store::check, true, values);
    }

    /** Reads the file. */
    public ImportTally read() throws IOException {
        series.begin(file);
        try (ParquetFile opened = ParquetFile.open(settings.path())) {
            new OneFile(opened).read();
        } catch (Damage e) {
            tally.problem(problem(file + ' ' + e.getMessage(), e, null, null, null)); // the rest cannot be read
        }
        series.flush(true);
        settings.progress().update(tally.rows);
        tally.series = series.count();
        return tally;
    }

    /** Returns the first values, for a preview. */
    public List<ReadValue> values() {
        return series.first();
    }

    private final class OneFile {
        private final RowBatches rows;
        private final Column timeColumn;
        private final MomentColumn times;
        private final ColumnBatch moments;
        private final Column[] valueColumns;
        private final NumberColumn[] numbers;
        private final ColumnBatch[] values;
        private final SlotSource slots;

        OneFile(ParquetFile opened) throws IOException {
            this.rows = new RowBatches(opened);
            FileColumns columns = new FileColumns(settings, store, opened, rows, series);
            this.timeColumn = columns.time();
            this.times = columns.times(timeColumn, grid.end(settings.times()));
            this.moments = rows.of(timeColumn);
            List<Column> all = columns.values();
            this.valueColumns = all.toArray(Column[]::new);
            this.numbers = all.stream().map(NumberColumn::of).toArray(NumberColumn[]::new);
            this.values = new ColumnBatch[numbers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.of(valueColumns[i]);
            }
            this.slots = columns.keys(keys);
            series.seen(timeColumn.logical().kind() == LogicalType.Kind.DATE);
        }

        void read() throws IOException {
            for (int count = rows.next(); count > 0 && !series.isFull(); count = rows.next()) {
                for (int row = 0; row < count && !series.isFull(); row++) {
                    tally.rows++;
                    read(row);
                }
                settings.progress().update(tally.rows);
            }
        }

        private void read(int row) throws IOException {
            try {
                add(row);
            } catch (RowProblem e) {
                tally.problem(problem(place(tally.rows, e.column()) + e.getMessage(), e, null, tally.rows, e.column()));
            } catch (ConflictingValuesException e) {
                tally.problem(e);
            }
            if (series.waiting() >= settings.buffer()) {
                series.flush(false);
            }
        }

        private void add(int row) throws IOException {
            Slot[] found = slots.of(row);
            if (found == null) {
                tally.filtered++;
                return;
            }
            long time = time(row, found[0].before);
            if (time == TimeReader.DROPPED) {
                tally.dropped++;
                return;
            }
            found[0].before = time;
            for (int i = 0; i < numbers.length; i++) {
                double value = numbers[i].at(values[i], row);
                if (Double.isNaN(value)) {
                    tally.missing++;
                } else {
                    add(found[i], i, time, value);
                }
            }
        }

        private long time(int row, long before) {
            try {
                return times.at(moments, row, before);
            } catch (DateTimeException | ArithmeticException e) {
                Object text = Natural.of(timeColumn, moments, row);
                throw new RowProblem(timeColumn, (text == null ? "" : text + " ") + e.getMessage(), e);
            }
        }

        private void add(Slot slot, int column, long time, double value) {
            Refusal refusal = series.add(slot.buffer, time, value, tally.rows, 0);
            if (refusal == Refusal.TOO_LATE) {
                throw new RowProblem(
                        valueColumns[column],
                        "the value of " + slot.buffer.key() + " at " + Instant.ofEpochMilli(time)
                                + " comes too late to be compared with what is merged already: buffer(..) more than "
                                + settings.buffer() + " values, or sort the file by time",
                        null);
            }
        }
    }

    private String place(long row, @Nullable String column) {
        return file + ", row " + row + (column == null ? ": " : ", column " + column + ": ");
    }

    private StoreException problem(
            String message,
            @Nullable Throwable cause,
            @Nullable String key,
            @Nullable Long row,
            @Nullable String column) {
        return new ParquetFormatException(message, cause, store.name(), key, file, row, column);
    }

    /** Names places in the file. */
    private final class Rows implements WaitingSeries.Places {
        @Override
        public String unit() {
            return "row";
        }

        @Override
        public StoreException problem(
                String message,
                @Nullable Throwable cause,
                String key,
                String of,
                @Nullable Long place,
                @Nullable String text) {
            return ParquetRun.this.problem(message, cause, key, place, null);
        }
    }
}

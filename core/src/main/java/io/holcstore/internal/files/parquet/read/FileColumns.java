package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.SeriesBuffer;
import io.holcstore.internal.files.WaitingSeries;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Damage;
import io.holcstore.internal.files.parquet.ParquetNames;
import io.holcstore.internal.files.parquet.read.SlotSource.Slot;
import io.holcstore.internal.files.time.IntervalEnd;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.SeriesStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides which columns of a file have times, values and keys. */
final class FileColumns {
    private final ParquetSettings settings;
    private final SeriesStore store;
    private final ParquetFile file;
    private final RowBatches rows;
    private final WaitingSeries waiting;
    private final Map<SeriesKey, Slot[]> slots = new HashMap<>();

    FileColumns(ParquetSettings settings, SeriesStore store, ParquetFile file, RowBatches rows, WaitingSeries waiting) {
        this.settings = settings;
        this.store = store;
        this.file = file;
        this.rows = rows;
        this.waiting = waiting;
    }

    /**
     * Returns the column of times: the one that a setting names, the one named timestamp, or the only one of
     * timestamps.
     */
    Column time() {
        String named = settings.time();
        if (named != null) {
            return column(named, "time(..)");
        }
        Column usual = file.column(ParquetNames.TIME);
        if (usual != null && !isAxis(usual)) {
            return usual;
        }
        List<Column> all = file.columns().values().stream()
                .filter(each -> MomentColumn.isTimestamp(each) && !isAxis(each))
                .toList();
        if (all.size() != 1) {
            throw new Damage("has " + (all.isEmpty() ? "no column" : all.size() + " columns")
                    + " of timestamps; time(..) names the column of times. " + columns());
        }
        return column(all.get(0).name(), "time(..)");
    }

    private boolean isAxis(Column column) {
        return store.axes().stream().anyMatch(axis -> columnOf(axis).equals(column.name()));
    }

    MomentColumn times(Column column, @Nullable IntervalEnd end) {
        try {
            return MomentColumn.of(column, settings.times(), end);
        } catch (DateTimeException e) {
            throw new Damage("column " + column.name() + ' ' + e.getMessage(), e);
        }
    }

    /** Returns the columns of values. */
    List<Column> values() {
        if (settings.series().isEmpty()) {
            return List.of(numbers(column(settings.value(), "value(..)")));
        }
        return settings.series().keySet().stream()
                .map(name -> numbers(column(name, "value(..)")))
                .toList();
    }

    private static Column numbers(Column column) {
        if (NumberColumn.of(column) == null) {
            throw new Damage(
                    "column " + column.name() + " does not have numbers; value(..) names the column of values");
        }
        return column;
    }

    /** Returns what finds the series of a row: a function, or the columns of the axes. */
    SlotSource keys(@Nullable RowKeys function) throws IOException {
        if (!settings.series().isEmpty()) {
            Slot[] fixed = settings.series().values().stream()
                    .map(key -> new Slot(waiting.of(key)))
                    .toArray(Slot[]::new);
            return row -> fixed;
        }
        return function == null ? byColumns() : byFunction(function);
    }

    private SlotSource byFunction(RowKeys function) {
        int[] at = new int[1];
        Function<String, @Nullable Object> view = name -> {
            Column column = column(name, "get(..)");
            try {
                return Natural.of(column, rows.of(column), at[0]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return row -> {
            at[0] = row;
            SeriesKey key = key(function, view);
            return key == null ? null : of(key);
        };
    }

    /** Names the row in exceptions of the caller's function. */
    private static @Nullable SeriesKey key(RowKeys function, Function<String, @Nullable Object> row) {
        try {
            return function.key(row);
        } catch (Damage | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RowProblem(null, "the function of keys failed: " + e.getMessage(), e);
        }
    }

    private SlotSource byColumns() throws IOException {
        List<KeyColumn> columns = new ArrayList<>();
        List<ColumnBatch> batches = new ArrayList<>();
        List<Axis<?>> axes = store.axes();
        Object[] parts = new Object[axes.size()];
        int[] places = new int[axes.size()];
        for (int i = 0; i < axes.size(); i++) {
            AxisValue<?> constant = settings.constants().get(axes.get(i).name());
            if (constant == null) {
                Column column = column(columnOf(axes.get(i)), "axis(..)");
                places[columns.size()] = i;
                columns.add(new KeyColumn(column, axes.get(i)));
                batches.add(rows.of(column));
            } else {
                parts[i] = axes.get(i).type().check(constant.value());
            }
        }
        return new ByColumns(columns.toArray(KeyColumn[]::new), batches.toArray(ColumnBatch[]::new), places, parts);
    }

    private final class ByColumns implements SlotSource {
        private final KeyColumn[] columns;
        private final ColumnBatch[] batches;
        private final int[] places;
        private final Object[] parts;
        private final Map<List<Object>, Slot[]> known = new HashMap<>();
        private Slot @Nullable [] last;

        ByColumns(KeyColumn[] columns, ColumnBatch[] batches, int[] places, Object[] parts) {
            this.columns = columns;
            this.batches = batches;
            this.places = places;
            this.parts = parts;
        }

        @Override
        public Slot[] of(int row) {
            boolean same = last != null;
            for (int i = 0; i < columns.length; i++) {
                Object part = part(i, row);
                same &= part == parts[places[i]];
                parts[places[i]] = part;
            }
            Slot[] found = last;
            if (!same || found == null) {
                last = null;
                found = known.get(Arrays.asList(parts));
                if (found == null) {
                    found = FileColumns.this.of(store.key(parts));
                    known.put(List.of(parts), found);
                }
                last = found;
            }
            return found;
        }

        private Object part(int i, int row) {
            try {
                return columns[i].at(batches[i], row);
            } catch (IllegalArgumentException e) {
                throw new RowProblem(columns[i].column(), e.getMessage(), e);
            }
        }
    }

    private Slot[] of(SeriesKey key) {
        return slots.computeIfAbsent(key, any -> {
            SeriesBuffer buffer = waiting.of(any);
            return new Slot[] {new Slot(buffer)};
        });
    }

    private String columnOf(Axis<?> axis) {
        return settings.axes().getOrDefault(axis.name(), axis.name());
    }

    private Column column(String name, String setting) {
        Column column = file.column(name);
        if (column != null) {
            return column;
        }
        throw new Damage(
                file.others().contains(name)
                        ? "column " + name + " is nested, which is not supported"
                        : "does not have the column " + name + ", which " + setting + " names. " + columns());
    }

    private String columns() {
        return "Its columns are " + new TreeSet<>(file.columns().keySet());
    }
}

package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.internal.files.KeyText;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Creates the keys of a column's values: on each axis a value that is the same for all rows, or a field of the row. */
final class KeyTemplate {
    private static final int SAME = -1;

    private final SeriesStore store;
    private final @Nullable Object[] values; // those that are the same for all rows
    private final int[] fields; // for the other axes
    private final @Nullable SeriesKey same; // when the key does not depend on the row
    private final @Nullable RowFunction<SeriesKey> function; // computes keys when it is set

    private KeyTemplate(
            SeriesStore store,
            @Nullable Object[] values,
            int[] fields,
            @Nullable SeriesKey same,
            @Nullable RowFunction<SeriesKey> function) {
        this.store = store;
        this.values = values;
        this.fields = fields;
        this.same = same;
        this.function = function;
    }

    /** Returns a template whose keys a function computes from rows. */
    static KeyTemplate of(SeriesStore store, RowFunction<SeriesKey> function) {
        return new KeyTemplate(store, new @Nullable Object[0], new int[0], null, function);
    }

    /**
     * Returns a template with one key for all rows.
     *
     * @throws IllegalArgumentException when it does not fit the store
     */
    static KeyTemplate of(SeriesStore store, SeriesKey key) {
        store.check(key, Series.empty());
        return new KeyTemplate(store, new @Nullable Object[0], new int[0], key, null);
    }

    /** Returns texts for axes. */
    interface AxisTexts {
        /** Returns the text of an axis that has neither a constant nor a column, or null when there is none. */
        @Nullable
        String of(Axis<?> axis);
    }

    /**
     * Returns the template of a file whose description gives the values of some axes. The texts give the others.
     *
     * @param columnsByName whether an axis without any of these has a column with its name
     */
    static KeyTemplate of(CsvColumns asked, SeriesStore store, CsvFile file, AxisTexts texts, boolean columnsByName) {
        List<Axis<?>> axes = store.axes();
        @Nullable Object[] values = new @Nullable Object[axes.size()];
        int[] fields = new int[axes.size()];
        for (int i = 0; i < fields.length; i++) {
            Axis<?> axis = axes.get(i);
            CsvColumn column = asked.axes().get(axis.name());
            var constant = asked.constants().get(axis.name());
            String text = constant == null && column == null ? texts.of(axis) : null;
            fields[i] = SAME;
            if (constant != null) {
                values[i] = constant.value();
            } else if (text != null) {
                values[i] = parse(axis, text);
            } else if (column != null || columnsByName) {
                fields[i] = file.find(column != null ? column : CsvColumn.named(axis.name()));
            } else {
                throw new IllegalArgumentException("the file has no value for axis " + axis + "; set it with axis(..)");
            }
        }
        boolean allSame = IntStream.of(fields).allMatch(field -> field == SAME);
        return new KeyTemplate(store, values, fields, allSame ? store.key(values) : null, null);
    }

    /** Returns the field of each axis in rows, or -1. */
    int[] fields() {
        return fields;
    }

    /** Returns whether every row may have another key, whatever its fields are. */
    boolean isComputed() {
        return function != null;
    }

    /**
     * Returns an object for what is the same for all rows. It is equal for two columns of one file when their keys are
     * equal.
     */
    Object identity() {
        return same != null ? same : Arrays.asList(values);
    }

    /** Returns the key of a row; null when a function excludes the row. */
    @Nullable
    SeriesKey key(CsvFile file, CsvRecord row) {
        if (same != null) {
            return same;
        }
        if (function != null) {
            return checked(file, row, function.apply(file, row));
        }
        Object[] parts = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Object given = values[i];
            parts[i] = given != null ? given : parse(file, row, store.axes().get(i), fields[i]);
        }
        return store.key(parts);
    }

    private @Nullable SeriesKey checked(CsvFile file, CsvRecord row, @Nullable SeriesKey made) {
        if (made != null) {
            try {
                store.check(made, Series.empty());
            } catch (IllegalArgumentException e) {
                throw file.error(row, "key(..) made " + made + ": " + e.getMessage(), e);
            }
        }
        return made;
    }

    private static Object parse(CsvFile file, CsvRecord row, Axis<?> axis, int field) {
        try {
            return parse(axis, file.text(row.getField(field)));
        } catch (IllegalArgumentException e) {
            throw file.error(row, field, e.getMessage(), e);
        }
    }

    private static Object parse(Axis<?> axis, String text) {
        try {
            return KeyText.parse(axis, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a value of axis " + axis + " (" + e.getMessage() + ")", e);
        }
    }
}

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

/**
 * How the key of a column's values comes about: on each axis a value that is the same for all rows, or a field of the
 * row.
 */
final class KeyTemplate {
    private static final int SAME = -1;

    private final SeriesStore store;
    private final @Nullable Object[] values; // of the axes that are the same for all rows
    private final int[] fields; // of the others
    private final @Nullable SeriesKey same; // where no field of the row counts
    private final @Nullable RowFunction<SeriesKey> function; // what makes keys otherwise

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

    /** The keys that a function makes of rows. */
    static KeyTemplate of(SeriesStore store, RowFunction<SeriesKey> function) {
        return new KeyTemplate(store, new @Nullable Object[0], new int[0], null, function);
    }

    /**
     * One key for all rows.
     *
     * @throws IllegalArgumentException when it does not fit the store
     */
    static KeyTemplate of(SeriesStore store, SeriesKey key) {
        store.check(key, Series.empty());
        return new KeyTemplate(store, new @Nullable Object[0], new int[0], key, null);
    }

    /** A value on each axis, as text. */
    interface AxisTexts {
        /** The text of an axis that neither a constant nor a column gives, null where there is none. */
        @Nullable
        String of(Axis<?> axis);
    }

    /**
     * The template of a file whose description gives some axes, and the texts the others.
     *
     * @param columnsByName whether an axis without any of these has a column of its name
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
                throw new IllegalArgumentException("nothing gives a value of axis " + axis + "; axis(..) does");
            }
        }
        boolean allSame = IntStream.of(fields).allMatch(field -> field == SAME);
        return new KeyTemplate(store, values, fields, allSame ? store.key(values) : null, null);
    }

    /** The fields that it takes from rows, the one of each axis or -1. */
    int[] fields() {
        return fields;
    }

    /** Whether every row may have another key, whatever its fields are. */
    boolean isComputed() {
        return function != null;
    }

    /** What is the same for all rows: of two columns of one file the same, when their keys are. */
    Object identity() {
        return same != null ? same : Arrays.asList(values);
    }

    /** The key of a row; null where a function leaves the row out. */
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

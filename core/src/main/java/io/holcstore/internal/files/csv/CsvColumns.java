package io.holcstore.internal.files.csv;

import io.holcstore.internal.files.CsvNames;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file to read, and their meaning. Immutable.
 *
 * @param value the column of values of a long file
 * @param lastValue the last of the columns that each contain one series
 * @param wide whether all other columns are series
 * @param wideKeys converts the names of such columns to keys, or null when the names are the keys
 * @param axes the column of each axis whose column has a different name
 * @param constants the values that are the same for the whole file
 * @param keys returns the key of each row, or null when columns contain it
 */
public record CsvColumns(
        TimeColumns time,
        CsvColumn value,
        @Nullable ValueColumn lastValue,
        boolean wide,
        @Nullable Function<String, ? extends @Nullable SeriesKey> wideKeys,
        Map<String, CsvColumn> axes,
        Map<String, AxisValue<?>> constants,
        @Nullable RowFunction<SeriesKey> keys) {
    /**
     * A column that contains one series, and the one described before it. The linked list makes it cheap to add
     * thousands of columns one by one.
     */
    public record ValueColumn(
            CsvColumn column, SeriesKey key, @Nullable ValueColumn before) {}

    public static final CsvColumns DEFAULT = new CsvColumns(
            TimeColumns.DEFAULT, CsvColumn.named(CsvNames.VALUE), null, false, null, Map.of(), Map.of(), null);

    public CsvColumns withTime(TimeColumns columns) {
        return new CsvColumns(columns, value, lastValue, wide, wideKeys, axes, constants, keys);
    }

    public CsvColumns withValue(CsvColumn column) {
        return new CsvColumns(time, column, lastValue, wide, wideKeys, axes, constants, keys);
    }

    public CsvColumns withValue(CsvColumn column, SeriesKey key) {
        ValueColumn added = new ValueColumn(column, Objects.requireNonNull(key, "key"), lastValue);
        return new CsvColumns(time, value, added, wide, wideKeys, axes, constants, keys);
    }

    /**
     * Returns the columns that each contain one series, in the order of their description.
     *
     * @throws IllegalArgumentException when one of them has two keys
     */
    Map<CsvColumn, SeriesKey> values() {
        List<ValueColumn> described = new ArrayList<>();
        for (ValueColumn each = lastValue; each != null; each = each.before()) {
            described.add(each);
        }
        Collections.reverse(described);
        Map<CsvColumn, SeriesKey> values = new LinkedHashMap<>();
        for (ValueColumn each : described) {
            SeriesKey other = values.put(each.column(), each.key());
            if (other != null) {
                throw new IllegalArgumentException(
                        "column " + each.column() + " cannot be both " + other + " and " + each.key());
            }
        }
        return values;
    }

    public CsvColumns withWide(@Nullable Function<String, ? extends @Nullable SeriesKey> names) {
        return new CsvColumns(time, value, lastValue, true, names, axes, constants, keys);
    }

    public CsvColumns withAxis(String axis, CsvColumn column) {
        return new CsvColumns(time, value, lastValue, wide, wideKeys, with(axes, axis, column), constants, keys);
    }

    public CsvColumns withAxis(AxisValue<?> constant) {
        return new CsvColumns(
                time,
                value,
                lastValue,
                wide,
                wideKeys,
                axes,
                with(constants, constant.axis().name(), constant),
                keys);
    }

    public CsvColumns withKeys(RowFunction<SeriesKey> made) {
        return new CsvColumns(time, value, lastValue, wide, wideKeys, axes, constants, made);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> copy = new LinkedHashMap<>(map);
        copy.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
        return Collections.unmodifiableMap(copy);
    }
}

package io.holcstore.export;

import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file to read, and what they mean. Immutable.
 *
 * @param value the column of values of a long file
 * @param values columns that are one series each
 * @param wide whether all other columns are series
 * @param wideKeys what makes keys of the names of such columns, null where the names are the keys
 * @param axes the column of each axis that has another name
 * @param constants what is the same for the whole file
 */
record CsvColumns(
        CsvColumn time,
        CsvColumn value,
        Map<CsvColumn, SeriesKey> values,
        boolean wide,
        @Nullable Function<String, ? extends @Nullable SeriesKey> wideKeys,
        Map<String, CsvColumn> axes,
        Map<String, AxisValue<?>> constants) {
    static final CsvColumns DEFAULT = new CsvColumns(
            CsvColumn.named(CsvExport.TIME),
            CsvColumn.named(CsvExport.VALUE),
            Map.of(),
            false,
            null,
            Map.of(),
            Map.of());

    CsvColumns withTime(CsvColumn column) {
        return new CsvColumns(column, value, values, wide, wideKeys, axes, constants);
    }

    CsvColumns withValue(CsvColumn column) {
        return new CsvColumns(time, column, values, wide, wideKeys, axes, constants);
    }

    CsvColumns withValue(CsvColumn column, SeriesKey key) {
        SeriesKey other = values.get(column);
        if (other != null) {
            throw new IllegalArgumentException("column " + column + " cannot be both " + other + " and " + key);
        }
        return new CsvColumns(time, value, with(values, column, key), wide, wideKeys, axes, constants);
    }

    CsvColumns withWide(@Nullable Function<String, ? extends @Nullable SeriesKey> keys) {
        return new CsvColumns(time, value, values, true, keys, axes, constants);
    }

    CsvColumns withAxis(String axis, CsvColumn column) {
        return new CsvColumns(time, value, values, wide, wideKeys, with(axes, axis, column), constants);
    }

    CsvColumns withAxis(AxisValue<?> constant) {
        return new CsvColumns(
                time,
                value,
                values,
                wide,
                wideKeys,
                axes,
                with(constants, constant.axis().name(), constant));
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> copy = new LinkedHashMap<>(map);
        copy.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
        return Collections.unmodifiableMap(copy);
    }
}

package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.ParquetNames;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.Progress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an import. Immutable.
 *
 * @param time the column of times; null for the one that has timestamps
 * @param value the column of values, whose key other columns or a function give
 * @param series columns that are series of their own
 * @param axes the columns of axes that have another name
 * @param constants values of axes for the whole file
 * @param buffer how many values may wait
 */
public record ParquetSettings(
        Path path,
        @Nullable String time,
        String value,
        Map<String, SeriesKey> series,
        Map<String, String> axes,
        Map<String, AxisValue<?>> constants,
        TimeRules times,
        int buffer,
        Progress progress) {
    private static final int VALUES_AT_ONCE = 1 << 21;

    public static ParquetSettings of(Path path) {
        return new ParquetSettings(
                path,
                null,
                ParquetNames.VALUE,
                Map.of(),
                Map.of(),
                Map.of(),
                TimeRules.DEFAULT,
                VALUES_AT_ONCE,
                Progress.NONE);
    }

    public ParquetSettings withTime(String column) {
        return new ParquetSettings(path, column, value, series, axes, constants, times, buffer, progress);
    }

    public ParquetSettings withValue(String column) {
        return new ParquetSettings(path, time, column, series, axes, constants, times, buffer, progress);
    }

    public ParquetSettings withValue(String column, SeriesKey key) {
        return new ParquetSettings(
                path, time, value, with(series, column, key), axes, constants, times, buffer, progress);
    }

    public ParquetSettings withAxis(String axis, String column) {
        return new ParquetSettings(
                path, time, value, series, with(axes, axis, column), constants, times, buffer, progress);
    }

    public ParquetSettings withAxis(AxisValue<?> constant) {
        Map<String, AxisValue<?>> all = with(constants, constant.axis().name(), constant);
        return new ParquetSettings(path, time, value, series, axes, all, times, buffer, progress);
    }

    public ParquetSettings with(TimeRules rules) {
        return new ParquetSettings(path, time, value, series, axes, constants, rules, buffer, progress);
    }

    public ParquetSettings withBuffer(int values) {
        return new ParquetSettings(path, time, value, series, axes, constants, times, values, progress);
    }

    public ParquetSettings with(Progress listener) {
        return new ParquetSettings(path, time, value, series, axes, constants, times, buffer, listener);
    }

    private static <T> Map<String, T> with(Map<String, T> before, String name, T value) {
        Map<String, T> all = new LinkedHashMap<>(before);
        all.put(name, value);
        return Collections.unmodifiableMap(all);
    }
}

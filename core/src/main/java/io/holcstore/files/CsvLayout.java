package io.holcstore.files;

import io.holcstore.error.CsvFormatException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.SeriesStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of one file are.
 *
 * @param time the index of the times
 * @param columns those that hold values
 * @param keyFields the indexes of the fields that keys are made of
 */
record CsvLayout(int time, List<Values> columns, List<Integer> keyFields) {
    /** A column of values, and whose they are. */
    record Values(int index, KeyTemplate key) {}

    static CsvLayout of(CsvColumns asked, SeriesStore store, CsvFile file, CsvSource source) {
        requireAxes(asked, store, file);
        int time = file.find(asked.time());
        List<Values> columns = new ArrayList<>();
        if (source.summary() != null) {
            columns.add(new Values(file.find(asked.value()), summarized(asked, store, file, source.summary())));
        } else if (asked.wide()) {
            addAll(columns, asked, store, file, time);
        } else if (asked.values().isEmpty()) {
            columns.add(new Values(file.find(asked.value()), KeyTemplate.of(asked, store, file, axis -> null, true)));
        } else {
            asked.values()
                    .forEach((column, key) -> columns.add(new Values(file.find(column), KeyTemplate.of(store, key))));
        }
        requireOneOfAKey(columns, file);
        List<Integer> keyFields = columns.stream()
                .flatMapToInt(column -> Arrays.stream(column.key().fields()))
                .filter(field -> field >= 0)
                .distinct()
                .boxed()
                .toList();
        return new CsvLayout(time, columns, keyFields);
    }

    /** Refuses axes that the store does not have: values would land under other keys than meant. */
    private static void requireAxes(CsvColumns asked, SeriesStore store, CsvFile file) {
        try {
            requireAxes(store, asked.axes().keySet());
            for (AxisValue<?> constant : asked.constants().values()) {
                if (!store.axes().contains(constant.axis())) {
                    throw noAxis(store, constant.axis().toString());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.name() + ": axis(..) is said, but " + e.getMessage(), e);
        }
    }

    private static void requireAxes(SeriesStore store, Set<String> names) {
        for (String name : names) {
            if (store.axes().stream().noneMatch(axis -> axis.name().equals(name))) {
                throw noAxis(store, name);
            }
        }
    }

    private static IllegalArgumentException noAxis(SeriesStore store, String axis) {
        return new IllegalArgumentException(store.name() + " has no axis " + axis + "; it has " + store.axes());
    }

    private static KeyTemplate summarized(
            CsvColumns asked, SeriesStore store, CsvFile file, CsvSource.Summary summary) {
        try {
            requireAxes(store, summary.key().keySet());
            return KeyTemplate.of(asked, store, file, axis -> summary.key().get(axis.name()), false);
        } catch (IllegalArgumentException e) {
            throw new CsvFormatException(
                    summary.place() + ": the key " + summary.key() + " of " + file.name() + " does not fit "
                            + store.name() + ": " + e.getMessage(),
                    e,
                    store.name(),
                    null,
                    file.name(),
                    null,
                    null,
                    null);
        }
    }

    private static void requireOneOfAKey(List<Values> columns, CsvFile file) {
        Map<Object, Integer> byKey = new HashMap<>();
        for (Values column : columns) {
            Integer other = byKey.putIfAbsent(column.key().identity(), column.index());
            if (other != null) {
                throw new CsvFormatException(
                        file.name() + ": columns " + file.title(other) + " and "
                                + file.title(column.index()) + " are both the series "
                                + column.key().identity()
                                + "; wide(..) with a function, or value(..), says which one is meant",
                        null,
                        file.name());
            }
        }
    }

    private static void addAll(List<Values> columns, CsvColumns asked, SeriesStore store, CsvFile file, int time) {
        List<Axis<?>> open = store.axes().stream()
                .filter(axis -> asked.axes().get(axis.name()) == null
                        && asked.constants().get(axis.name()) == null)
                .toList();
        int[] given = IntStream.concat(
                        IntStream.of(time),
                        store.axes().stream()
                                .map(axis -> asked.axes().get(axis.name()))
                                .filter(column -> column != null)
                                .mapToInt(file::find))
                .toArray();
        Function<String, ? extends @Nullable SeriesKey> keys = asked.wideKeys();
        for (int i = 0; i < file.width(); i++) {
            int index = i;
            if (IntStream.of(given).noneMatch(column -> column == index)) {
                String name = file.header().isEmpty()
                        ? Integer.toString(i + 1)
                        : file.header().get(i);
                SeriesKey made = keys == null ? null : keys.apply(name);
                if (keys == null) {
                    columns.add(new Values(i, named(asked, store, file, name, open)));
                } else if (made != null) {
                    columns.add(new Values(i, KeyTemplate.of(store, made)));
                }
            }
        }
    }

    private static KeyTemplate named(
            CsvColumns asked, SeriesStore store, CsvFile file, String name, List<Axis<?>> open) {
        List<String> texts = KeyText.split(name, open.size());
        if (texts.size() != open.size()) {
            throw new CsvFormatException(
                    file.name() + ", column '" + name + "': " + texts.size()
                            + " values between slashes, but the key has " + open
                            + "; wide(..) with a function makes keys of other names",
                    null,
                    store.name(),
                    null,
                    file.name(),
                    null,
                    null,
                    name);
        }
        Map<String, String> byAxis = new HashMap<>();
        for (int i = 0; i < open.size(); i++) {
            byAxis.put(open.get(i).name(), texts.get(i));
        }
        try {
            return KeyTemplate.of(asked, store, file, axis -> byAxis.get(axis.name()), false);
        } catch (IllegalArgumentException e) {
            throw new CsvFormatException(
                    file.name() + ", column '" + name + "': the name " + e.getMessage()
                            + "; wide(..) with a function makes keys of other names",
                    e,
                    store.name(),
                    null,
                    file.name(),
                    null,
                    null,
                    name);
        }
    }
}

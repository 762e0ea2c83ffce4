package io.holcstore.internal.files.csv;

import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.KeyText;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.SeriesStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the columns of one file.
 *
 * @param columns the columns with values
 * @param keyFields the indexes of the fields that form keys
 */
record CsvLayout(List<Values> columns, List<Integer> keyFields) {
    /**
     * A column of values, and their key.
     *
     * @param label its name when that contains the time of its values; null when the row contains it
     */
    record Values(int index, KeyTemplate key, @Nullable String label) {
        Values(int index, KeyTemplate key) {
            this(index, key, null);
        }
    }

    static CsvLayout of(
            CsvColumns asked, RowRules rules, SeriesStore store, CsvFile file, CsvSource source, RowTimes rowTimes)
            throws IOException {
        requireAxes(asked, store, file);
        RowFunction<SeriesKey> made = asked.keys();
        if (made != null && (asked.wide() || !asked.values().isEmpty())) {
            throw new IllegalArgumentException(
                    "key(..) makes the key of each row; it cannot be used with wide() or value(column, key)");
        }
        List<Integer> times = RowTimes.indexes(asked.time(), file);
        List<Values> columns = new ArrayList<>();
        if (asked.time().inNames()) {
            addTimes(columns, asked, rules, store, file, rowTimes);
        } else if (source.summary() != null) {
            columns.add(new Values(file.find(asked.value()), summarized(asked, store, file, source.summary())));
        } else if (asked.wide()) {
            addAll(columns, asked, rules, store, file, times);
        } else if (asked.values().isEmpty()) {
            columns.add(new Values(file.find(asked.value()), ofRows(asked, store, file)));
        } else {
            asked.values()
                    .forEach((column, key) -> columns.add(new Values(file.find(column), KeyTemplate.of(store, key))));
        }
        if (!asked.time().inNames()) {
            requireOneOfAKey(columns, file);
        }
        List<Integer> keyFields = columns.stream()
                .flatMapToInt(column -> Arrays.stream(column.key().fields()))
                .filter(field -> field >= 0)
                .distinct()
                .boxed()
                .toList();
        return new CsvLayout(columns, keyFields);
    }

    /** Returns the key of rows: from columns with the names of axes, or from a function. */
    private static KeyTemplate ofRows(CsvColumns asked, SeriesStore store, CsvFile file) {
        RowFunction<SeriesKey> made = asked.keys();
        return made == null ? KeyTemplate.of(asked, store, file, axis -> null, true) : KeyTemplate.of(store, made);
    }

    /** Returns whether a function computes the keys of rows. */
    boolean hasComputedKeys() {
        return columns.stream().anyMatch(column -> column.key().isComputed());
    }

    private static void requireAxes(CsvColumns asked, SeriesStore store, CsvFile file) {
        try {
            Checks.axes(store, asked.axes().keySet(), asked.constants().values());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.name() + ": axis(..) is set, but " + e.getMessage(), e);
        }
    }

    private static KeyTemplate summarized(
            CsvColumns asked, SeriesStore store, CsvFile file, CsvSource.Summary summary) {
        try {
            Checks.axes(store, summary.key().keySet(), List.of());
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
                                + file.title(column.index()) + " both belong to the series "
                                + column.key().identity()
                                + "; choose one with wide(..) and a function, or with value(..)",
                        null,
                        file.name());
            }
        }
    }

    private static void addAll(
            List<Values> columns,
            CsvColumns asked,
            RowRules rules,
            SeriesStore store,
            CsvFile file,
            List<Integer> times) {
        List<Axis<?>> open = store.axes().stream()
                .filter(axis -> asked.axes().get(axis.name()) == null
                        && asked.constants().get(axis.name()) == null)
                .toList();
        Set<Integer> given = given(asked, rules, file, times);
        Function<String, ? extends @Nullable SeriesKey> keys = asked.wideKeys();
        for (int i = 0; i < file.width(); i++) {
            if (!given.contains(i)) {
                String name = name(file, i);
                SeriesKey made = keys == null ? null : keys.apply(name);
                if (made != null) {
                    columns.add(new Values(i, KeyTemplate.of(store, made)));
                } else if (keys == null && !isBehindTheLast(asked, store, file, i, open)) {
                    columns.add(new Values(i, named(asked, store, file, name, open)));
                }
            }
        }
    }

    /** Returns whether a column has no name and cannot be a series, because each line ends with a separator. */
    private static boolean isBehindTheLast(
            CsvColumns asked, SeriesStore store, CsvFile file, int column, List<Axis<?>> open) {
        if (!name(file, column).isBlank() || column == 0) {
            return false;
        }
        try {
            named(asked, store, file, name(file, column), open);
            return false;
        } catch (CsvFormatException e) {
            return true;
        }
    }

    private static String name(CsvFile file, int column) {
        return file.header().isEmpty()
                ? Integer.toString(column + 1)
                : file.header().get(column);
    }

    /** Returns the columns that contain something other than values. */
    private static Set<Integer> given(CsvColumns asked, RowRules rules, CsvFile file, List<Integer> times) {
        Set<Integer> given = new HashSet<>(times);
        asked.axes().values().forEach(column -> given.add(file.find(column)));
        rules.columns().forEach(column -> given.add(file.find(column)));
        return given;
    }

    /** Adds the columns whose names are times of the day, or end with numbers of periods. */
    private static void addTimes(
            List<Values> columns, CsvColumns asked, RowRules rules, SeriesStore store, CsvFile file, RowTimes times)
            throws IOException {
        Set<Integer> given = given(asked, rules, file, RowTimes.indexes(asked.time(), file));
        KeyTemplate key = ofRows(asked, store, file);
        for (int field : key.fields()) {
            given.add(field);
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < file.width(); i++) {
            String name = name(file, i).strip();
            if (!given.contains(i) && times.isLabel(name)) {
                labels.add(name);
                columns.add(new Values(i, key, name));
            }
        }
        if (columns.isEmpty()) {
            throw new CsvFormatException(
                    file.name() + " has no column whose name is a time of the day; its header has "
                            + CsvFile.shown(String.join(" | ", file.header())),
                    null,
                    file.name());
        }
        times.setLabels(labels);
    }

    private static KeyTemplate named(
            CsvColumns asked, SeriesStore store, CsvFile file, String name, List<Axis<?>> open) {
        List<String> texts = KeyText.split(name, open.size());
        if (texts.size() != open.size()) {
            throw new CsvFormatException(
                    file.name() + ", column '" + name + "': " + texts.size()
                            + " values between slashes, but the key has " + open
                            + "; for other names, use wide(..) with a function that returns the key",
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
                            + "; for other names, use wide(..) with a function that returns the key",
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

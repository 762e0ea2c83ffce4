package io.holcstore.testkit.contract;

import static java.util.stream.Collectors.toCollection;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.BucketStream;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.AxisValue;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.Combine;
import io.holcstore.store.Reencoding;
import io.holcstore.store.SeriesCursor;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Calls every method of an interface that asks the database, with arguments that it finds by their types. */
final class VerbCalls {
    /** What says what a store is, or leads to verbs. */
    private static final Set<String> ASK_NO_DATABASE = Set.of(
            "name",
            "axes",
            "zone",
            "options",
            "definition",
            "on",
            "key",
            "check",
            "schema",
            "feed",
            "replica",
            "partitions",
            "projection");

    private final SeriesKey key;
    private final Series series;
    private final Map<Class<?>, Object> others;

    /** With arguments of other types. */
    VerbCalls(SeriesKey key, Series series, Map<Class<?>, Object> others) {
        this.key = key;
        this.series = series;
        this.others = others;
    }

    /** The verbs of an interface, each signature once. */
    static List<Method> of(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .filter(method -> !ASK_NO_DATABASE.contains(method.getName()))
                .collect(toCollection(() -> new TreeSet<>(Comparator.comparing(
                        (Method each) -> each.getName() + Arrays.toString(each.getParameterTypes())))))
                .stream()
                .toList();
    }

    /** Calls a verb, and what it returns where that is what asks the database. */
    void call(Object target, Method verb) throws ReflectiveOperationException {
        List<Object> arguments = new ArrayList<>();
        for (Class<?> type : verb.getParameterTypes()) {
            Object argument = argument(type, verb);
            arguments.add(arguments.contains(key) && argument.equals(key) ? another(key) : argument);
        }
        finish(verb.invoke(target, arguments.toArray()));
    }

    /** Another key, whose last axis is text. */
    private static SeriesKey another(SeriesKey key) {
        AxisValue<?>[] values = new AxisValue<?>[key.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = key.at(i);
        }
        values[values.length - 1] = key.at(values.length - 1).axis().widen("another");
        return SeriesKey.of(values);
    }

    private void finish(Object result) {
        if (result instanceof BulkWriter bulk) {
            bulk.add(key, series);
            bulk.close();
        } else if (result instanceof SeriesCursor cursor) {
            cursor.close();
        } else if (result instanceof Aggregation<?> aggregation) {
            finish(aggregation.by("1d"));
        } else if (result instanceof Reencoding reencoding) {
            reencoding.run();
        } else if (result instanceof BucketStream stream) {
            stream.forEach((each, buckets) -> {});
        }
    }

    private Object argument(Class<?> type, Method verb) {
        Map<Class<?>, Object> arguments = Map.ofEntries(
                Map.entry(SeriesKey.class, key),
                Map.entry(Series.class, series),
                Map.entry(Map.class, Map.of(key, series)),
                Map.entry(Collection.class, List.of(key)),
                Map.entry(KeyFilter.class, KeyFilter.all()),
                Map.entry(
                        TimeRange.class,
                        TimeRange.of(Instant.parse("2024-01-02T00:00:00Z"), Instant.parse("2024-01-04T12:00:00Z"))),
                Map.entry(double[].class, new double[100]),
                Map.entry(Instant.class, Instant.parse("2020-01-01T00:00:00Z")),
                Map.entry(int.class, 100),
                Map.entry(Frequency.class, Frequency.parse("1h")),
                Map.entry(Duration.class, Duration.ofHours(1)),
                Map.entry(Combine.class, Combine.newestFirst()),
                Map.entry(BiConsumer.class, (BiConsumer<Object, Object>) (each, found) -> {}),
                Map.entry(Consumer.class, (Consumer<Object>) found -> {}),
                Map.entry(BulkWriter.Work.class, (BulkWriter.Work<RuntimeException>) bulk -> bulk.add(key, series)),
                Map.entry(ChangeCursor.class, ChangeCursor.start()),
                Map.entry(String.class, "subscription"));
        Object argument = others.getOrDefault(type, arguments.get(type));
        if (argument == null) {
            throw new AssertionError("give an example of a " + type.getSimpleName() + " for " + verb);
        }
        return argument;
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.error.NoSuchSeriesException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.SeriesStore;
import io.holcstore.testkit.chaos.SerialOrder.Operation;
import io.holcstore.testkit.chaos.SerialOrder.Step;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Verbs on a tiny world, each with its meaning as a function: {@link #METERS} series with {@link #SLOTS} points each,
 * two in each of two chunks. A state lists the values of all of them. Every round of a test has a world of its own,
 * told apart by the first axis of the key.
 */
final class Operations {
    static final int METERS = 2;
    static final int SLOTS = 4;
    static final Axis<Integer> ROUND = Axis.of("round", AxisType.INT);
    static final Axis<String> METER = Axis.of("meter", AxisType.VARCHAR(20));

    /** January and February 2024, UTC. */
    private static final long[] INSTANTS = {
        1_704_067_200_000L, 1_704_070_800_000L, 1_706_745_600_000L, 1_706_749_200_000L
    };

    private static final long HOUR = 3_600_000;
    private static final String DONE = "done";
    private static final String EXISTS = "exists";
    private static final String MISSING = "missing";

    /** A verb: what it does on a store, and what it would do alone. */
    interface Verb extends Operation {
        Object run(SeriesStore store);
    }

    private final int round;

    Operations(int round) {
        this.round = round;
    }

    static List<Double> empty() {
        return Collections.nCopies(METERS * SLOTS, Double.NaN);
    }

    KeyFilter everything() {
        return ROUND.is(round);
    }

    private SeriesKey key(int meter) {
        return SeriesKey.of(ROUND.is(round), METER.is("m" + meter));
    }

    /** The state as the store has it. */
    List<Double> read(SeriesStore store) {
        List<Double> state = new ArrayList<>();
        for (int meter = 0; meter < METERS; meter++) {
            state.addAll(points(store.read(key(meter))));
        }
        return state;
    }

    private static List<Double> points(Optional<Series> series) {
        Double[] values = new Double[SLOTS];
        Arrays.fill(values, Double.NaN);
        series.ifPresent(s -> s.forEach((epochMillis, value) -> {
            if (!Double.isNaN(value)) {
                int slot = Arrays.binarySearch(INSTANTS, epochMillis);
                if (slot < 0) {
                    throw new AssertionError("a value at " + epochMillis + " that nobody wrote: " + value);
                }
                values[slot] = value;
            }
        }));
        return List.of(values);
    }

    private static Series series(List<Double> values, int meter) {
        double[] own = new double[SLOTS];
        Arrays.setAll(own, slot -> values.get(meter * SLOTS + slot));
        return Series.irregular(INSTANTS, own);
    }

    /** The meters of which a state has values. */
    private static List<Integer> meters(List<Double> values) {
        List<Integer> present = new ArrayList<>();
        for (int meter = 0; meter < METERS; meter++) {
            if (isPresent(values, meter)) {
                present.add(meter);
            }
        }
        return present;
    }

    static boolean isPresent(List<Double> state, int meter) {
        return state.subList(meter * SLOTS, (meter + 1) * SLOTS).stream().anyMatch(v -> !v.isNaN());
    }

    private Map<SeriesKey, Series> map(List<Double> values) {
        Map<SeriesKey, Series> map = new HashMap<>();
        meters(values).forEach(meter -> map.put(key(meter), series(values, meter)));
        return map;
    }

    private static List<Double> over(List<Double> before, List<Double> values) {
        List<Double> after = new ArrayList<>(before);
        for (int i = 0; i < after.size(); i++) {
            if (!values.get(i).isNaN()) {
                after.set(i, values.get(i));
            }
        }
        return List.copyOf(after);
    }

    private static List<Double> without(List<Double> before, int from, int to) {
        List<Double> after = new ArrayList<>(before);
        Collections.fill(after.subList(from, to), Double.NaN);
        return List.copyOf(after);
    }

    private static Verb verb(String name, java.util.function.Function<SeriesStore, Object> run, Operation meaning) {
        return new Verb() {
            @Override
            public Object run(SeriesStore store) {
                return run.apply(store);
            }

            @Override
            public Step apply(List<Double> before) {
                return meaning.apply(before);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    private static Object done(Runnable verb) {
        verb.run();
        return DONE;
    }

    /** merge of one series, mergeAll of several. */
    Verb merge(List<Double> values) {
        return verb(
                "merge " + values,
                store -> {
                    List<Integer> meters = meters(values);
                    if (meters.size() == 1) {
                        store.merge(key(meters.get(0)), series(values, meters.get(0)));
                    } else {
                        store.mergeAll(map(values));
                    }
                    return DONE;
                },
                before -> new Step(over(before, values), DONE));
    }

    /** replace, or replaceAll of several. */
    Verb replace(List<Double> values) {
        return verb(
                "replace " + values,
                store -> {
                    List<Integer> meters = meters(values);
                    if (meters.size() == 1) {
                        store.replace(key(meters.get(0)), series(values, meters.get(0)));
                    } else {
                        store.replaceAll(map(values));
                    }
                    return DONE;
                },
                before -> {
                    List<Double> after = before;
                    for (int meter : meters(values)) {
                        after = without(after, meter * SLOTS, (meter + 1) * SLOTS);
                    }
                    return new Step(over(after, values), DONE);
                });
    }

    /** insert, or insertAll of several. */
    Verb insert(List<Double> values) {
        return verb(
                "insert " + values,
                store -> {
                    try {
                        return done(() -> store.insertAll(map(values)));
                    } catch (SeriesExistsException e) {
                        return EXISTS;
                    }
                },
                before -> meters(values).stream().anyMatch(meter -> isPresent(before, meter))
                        ? new Step(before, EXISTS)
                        : new Step(over(before, values), DONE));
    }

    /**
     * A bulk writer that locks one series after the other, in either order; run again where the database chose it to
     * break a deadlock.
     */
    Verb bulk(List<Double> values, boolean backwards) {
        List<Integer> meters = new ArrayList<>(meters(values));
        if (backwards) {
            Collections.reverse(meters);
        }
        return verb(
                "bulk " + values + (backwards ? " backwards" : ""),
                store -> {
                    while (true) {
                        try (BulkWriter bulk = store.bulkWriter()) {
                            for (int meter : meters) {
                                bulk.add(key(meter), series(values, meter));
                                bulk.add(key(meter), series(values, meter)); // the second time, the first is written
                            }
                        } catch (StoreSqlException e) {
                            if (e.isRetryable()) {
                                continue;
                            }
                            throw e;
                        }
                        return DONE;
                    }
                },
                before -> new Step(over(before, values), DONE));
    }

    /** The chunks of a source in place of those that are there: two points each. */
    Verb apply(List<Double> values, ChangePage page) {
        return verb(
                "apply " + values,
                store -> done(() -> ((ChunkStore) store).replica().apply(page)),
                before -> {
                    List<Double> after = new ArrayList<>(before);
                    for (int chunk = 0; chunk < values.size(); chunk += 2) {
                        if (!values.get(chunk).isNaN() || !values.get(chunk + 1).isNaN()) {
                            after.set(chunk, values.get(chunk));
                            after.set(chunk + 1, values.get(chunk + 1));
                        }
                    }
                    return new Step(List.copyOf(after), DONE);
                });
    }

    Verb erase(int meter, int fromSlot, int toSlot) {
        TimeRange range = TimeRange.ofEpochMillis(INSTANTS[fromSlot], INSTANTS[toSlot - 1] + HOUR);
        return verb(
                "erase " + fromSlot + " to " + toSlot + " of m" + meter,
                store -> done(() -> store.erase(key(meter), range)),
                before -> new Step(without(before, meter * SLOTS + fromSlot, meter * SLOTS + toSlot), DONE));
    }

    Verb deleteAll() {
        return verb("delete all", store -> done(() -> store.delete(everything())), before -> new Step(empty(), DONE));
    }

    Verb delete(int meter) {
        return verb(
                "delete m" + meter,
                store -> done(() -> store.delete(List.of(key(meter)))),
                before -> new Step(without(before, meter * SLOTS, (meter + 1) * SLOTS), DONE));
    }

    /** Erases slots of every series at once. */
    Verb eraseAll(int fromSlot, int toSlot) {
        TimeRange range = TimeRange.ofEpochMillis(INSTANTS[fromSlot], INSTANTS[toSlot - 1] + HOUR);
        return verb(
                "erase " + fromSlot + " to " + toSlot + " of all",
                store -> done(() -> store.erase(everything(), range)),
                before -> {
                    List<Double> after = before;
                    for (int meter = 0; meter < METERS; meter++) {
                        after = without(after, meter * SLOTS + fromSlot, meter * SLOTS + toSlot);
                    }
                    return new Step(after, DONE);
                });
    }

    /** Gives a series the key of the other one, or copies it there. */
    Verb move(int from, boolean copy) {
        int to = METERS - 1 - from;
        return verb(
                (copy ? "copy m" : "rename m") + from + " to m" + to,
                store -> {
                    try {
                        return done(() -> {
                            if (copy) {
                                store.copy(key(from), key(to));
                            } else {
                                store.rename(key(from), key(to));
                            }
                        });
                    } catch (NoSuchSeriesException e) {
                        return MISSING;
                    } catch (SeriesExistsException e) {
                        return EXISTS;
                    }
                },
                before -> moved(before, from, to, copy));
    }

    private static Step moved(List<Double> before, int from, int to, boolean copy) {
        if (!isPresent(before, from)) {
            return new Step(before, MISSING);
        }
        if (isPresent(before, to)) {
            return new Step(before, EXISTS);
        }
        List<Double> after = new ArrayList<>(before);
        for (int slot = 0; slot < SLOTS; slot++) {
            after.set(to * SLOTS + slot, before.get(from * SLOTS + slot));
        }
        return new Step(copy ? List.copyOf(after) : without(after, from * SLOTS, (from + 1) * SLOTS), DONE);
    }

    /** When the last values of all series are, as of one moment. */
    Verb lastTimes() {
        return verb(
                "last times",
                store -> {
                    Map<String, Instant> times = new TreeMap<>();
                    store.lastTimestamps(everything()).forEach((key, time) -> times.put(key.get(METER), time));
                    return times;
                },
                before -> {
                    Map<String, Instant> times = new TreeMap<>();
                    for (int i = 0; i < before.size(); i++) {
                        if (!before.get(i).isNaN()) {
                            times.put("m" + i / SLOTS, Instant.ofEpochMilli(INSTANTS[i % SLOTS]));
                        }
                    }
                    return new Step(before, times);
                });
    }

    Verb read(int meter) {
        return verb(
                "read m" + meter,
                store -> points(store.read(key(meter))),
                before -> new Step(before, before.subList(meter * SLOTS, (meter + 1) * SLOTS)));
    }
}

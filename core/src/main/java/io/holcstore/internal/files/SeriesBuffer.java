package io.holcstore.internal.files;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;

/**
 * The values of one series that have been read but not merged, each with its position. When rows have ranks, the value
 * with the highest rank at each time wins, even if it is NaN.
 */
public final class SeriesBuffer {
    private final SeriesKey key;
    private LongArrayList times = new LongArrayList();
    private DoubleArrayList values = new DoubleArrayList();
    private LongArrayList places = new LongArrayList();
    private final boolean ranked;
    private LongArrayList ranks = new LongArrayList(); // empty when rows have none
    private int held; // the last values, which wait for more of the same time

    private boolean hasValues;

    // the first and the last time of merged values
    private boolean merged;
    private long firstTime;
    private long lastTime;
    private double firstValue;
    private double lastValue;

    public SeriesBuffer(SeriesKey key, boolean ranked) {
        this.key = key;
        this.ranked = ranked;
    }

    public SeriesKey key() {
        return key;
    }

    /** Returns whether rows have ranks. */
    public boolean isRanked() {
        return ranked;
    }

    public boolean isEmpty() {
        return times.isEmpty();
    }

    /** Returns whether it ever had any values. */
    public boolean hasValues() {
        return hasValues;
    }

    public int size() {
        return times.size();
    }

    /** Returns how many values do not wait for more of the same time. They come first. */
    public int ready() {
        return times.size() - held;
    }

    public long timeAt(int i) {
        return times.get(i);
    }

    public double valueAt(int i) {
        return values.get(i);
    }

    public long placeAt(int i) {
        return places.get(i);
    }

    /** Why a value cannot be added. */
    public enum Refusal {
        NONE,
        /** The same value has already been added. */
        THERE,
        /** Another value at its time has been merged. */
        CONFLICT,
        /** Its time lies between merged values, and it is not known any more whether one of them had this time. */
        TOO_LATE
    }

    /** Adds a value when it can be added. */
    public Refusal add(long time, double value, long place, long rank) {
        if (merged && time >= firstTime && time <= lastTime) {
            if (ranked || (time != firstTime && time != lastTime)) {
                return Refusal.TOO_LATE;
            }
            double there = time == firstTime ? firstValue : lastValue;
            return Double.doubleToLongBits(there) == Double.doubleToLongBits(value) ? Refusal.THERE : Refusal.CONFLICT;
        }
        times.add(time);
        values.add(value);
        places.add(place);
        if (ranked) {
            ranks.add(rank);
        }
        hasValues |= !Double.isNaN(value);
        return Refusal.NONE;
    }

    /**
     * Keeps the values with the highest rank at each time, and several that share it, except NaN.
     *
     * @param end whether no more values follow; otherwise those at the last row's time wait for more
     * @return how many values with a lower rank are dropped
     */
    public int keepHighest(boolean end) {
        if (!ranked || isEmpty()) {
            return 0;
        }
        SeriesBuffer all = new SeriesBuffer(key, true);
        all.times = times;
        all.values = values;
        all.places = places;
        all.ranks = ranks;
        clear();
        long waits = all.times.getLast();
        int[] order = all.inOrder();
        int lower = 0;
        for (int from = 0; from < order.length; ) {
            long time = all.times.get(order[from]);
            int to = from;
            long highest = Long.MIN_VALUE;
            for (; to < order.length && all.times.get(order[to]) == time; to++) {
                highest = Math.max(highest, all.ranks.get(order[to]));
            }
            if (end || time != waits) {
                for (int i = from; i < to; i++) {
                    boolean counts = all.ranks.get(order[i]) == highest;
                    lower += counts || Double.isNaN(all.values.get(order[i])) ? 0 : 1;
                    if (counts && !Double.isNaN(all.values.get(order[i]))) {
                        copy(all, order[i]);
                    }
                }
            }
            from = to;
        }
        for (int i = 0; !end && i < all.size(); i++) {
            if (all.times.get(i) == waits) {
                copy(all, i);
                held++;
            }
        }
        return lower;
    }

    private void copy(SeriesBuffer from, int i) {
        times.add(from.times.get(i));
        values.add(from.values.get(i));
        places.add(from.places.get(i));
        ranks.add(from.ranks.get(i));
    }

    /** Returns the indexes in order of time. */
    private int[] inOrder() {
        boolean sorted = true;
        for (int i = 1; i < times.size() && sorted; i++) {
            sorted = times.get(i - 1) <= times.get(i);
        }
        IntStream all = IntStream.range(0, times.size());
        return sorted
                ? all.toArray()
                : all.boxed()
                        .sorted((a, b) -> Long.compare(times.get(a), times.get(b)))
                        .mapToInt(i -> i)
                        .toArray();
    }

    /**
     * Returns the values as a series, without those that wait for more of the same time.
     *
     * @throws ConflictingValuesException when a time has two values
     */
    public Series series() {
        long[] instants = held == 0 ? times.toArray() : Arrays.copyOf(times.toArray(), ready());
        double[] numbers = held == 0 ? values.toArray() : Arrays.copyOf(values.toArray(), ready());
        for (int i = 1; i < instants.length; i++) {
            if (instants[i] <= instants[i - 1]) {
                return Series.irregular(instants, numbers);
            }
        }
        return Series.wrap(instants, numbers);
    }

    /** Returns the indexes of two values at one time, which are the same or differ. They must exist. */
    public int[] twice(boolean different) {
        int[] order = inOrder();
        for (int i = 1; i < order.length; i++) {
            int a = order[i - 1];
            int b = order[i];
            if (Math.max(a, b) < ready()
                    && times.get(a) == times.get(b)
                    && different
                            == (Double.doubleToLongBits(values.get(a)) != Double.doubleToLongBits(values.get(b)))) {
                return new int[] {a, b};
            }
        }
        throw new IllegalStateException("there are no two values at one time: " + Arrays.toString(order));
    }

    /** Records that the series has been merged, and clears its values. */
    public void merged(Series series) {
        int last = series.size() - 1;
        if (!merged || series.epochMillisAt(0) < firstTime) {
            firstTime = series.epochMillisAt(0);
            firstValue = series.valueAt(0);
        }
        if (!merged || series.epochMillisAt(last) > lastTime) {
            lastTime = series.epochMillisAt(last);
            lastValue = series.valueAt(last);
        }
        merged = true;
        clearReady();
    }

    /** Drops the values that do not wait for more of the same time. */
    public void clearReady() {
        SeriesBuffer all = new SeriesBuffer(key, ranked);
        all.times = times;
        all.values = values;
        all.places = places;
        all.ranks = ranks;
        int from = ready();
        clear();
        for (int i = from; i < all.size(); i++) {
            copy(all, i);
        }
    }

    /** Also releases the arrays, because there may be very many series. */
    private void clear() {
        held = 0;
        ranks = new LongArrayList();
        times = new LongArrayList();
        values = new DoubleArrayList();
        places = new LongArrayList();
    }

    public String text(int i) {
        return values.get(i) + " at " + Instant.ofEpochMilli(times.get(i));
    }
}

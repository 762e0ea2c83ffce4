package io.holcstore.internal.files;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;

/** What has been read of one series and not been merged yet, each value with the place it comes from. */
public final class SeriesBuffer {
    private final SeriesKey key;
    private LongArrayList times = new LongArrayList();
    private DoubleArrayList values = new DoubleArrayList();
    private LongArrayList places = new LongArrayList();

    private boolean hasValues;

    // the ends of what has been merged already
    private boolean merged;
    private long firstTime;
    private long lastTime;
    private double firstValue;
    private double lastValue;

    public SeriesBuffer(SeriesKey key) {
        this.key = key;
    }

    public SeriesKey key() {
        return key;
    }

    public boolean isEmpty() {
        return times.isEmpty();
    }

    /** Whether it ever had any. */
    public boolean hasValues() {
        return hasValues;
    }

    public int size() {
        return times.size();
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

    /** What keeps a value from being added. */
    public enum Refusal {
        NONE,
        /** It is there, the same. */
        THERE,
        /** Another value of its time has been merged. */
        CONFLICT,
        /**
         * It lies between values that have been merged, and nobody knows any more whether one of them was of its time.
         */
        TOO_LATE
    }

    /** Adds a value, if nothing speaks against it. */
    public Refusal add(long time, double value, long place) {
        if (merged && time >= firstTime && time <= lastTime) {
            if (time != firstTime && time != lastTime) {
                return Refusal.TOO_LATE;
            }
            double there = time == firstTime ? firstValue : lastValue;
            return Double.doubleToLongBits(there) == Double.doubleToLongBits(value) ? Refusal.THERE : Refusal.CONFLICT;
        }
        times.add(time);
        values.add(value);
        places.add(place);
        hasValues = true;
        return Refusal.NONE;
    }

    /**
     * The values as a series.
     *
     * @throws ConflictingValuesException when a time has two values
     */
    public Series series() {
        long[] instants = times.toArray();
        for (int i = 1; i < instants.length; i++) {
            if (instants[i] <= instants[i - 1]) {
                return Series.irregular(instants, values.toArray());
            }
        }
        return Series.wrap(instants, values.toArray());
    }

    /** The indexes of two values of one time, that are the same or differ; there must be such. */
    public int[] twice(boolean different) {
        int[] order = IntStream.range(0, size())
                .boxed()
                .sorted((a, b) -> Long.compare(times.get(a), times.get(b)))
                .mapToInt(i -> i)
                .toArray();
        for (int i = 1; i < order.length; i++) {
            int a = order[i - 1];
            int b = order[i];
            if (times.get(a) == times.get(b)
                    && different
                            == (Double.doubleToLongBits(values.get(a)) != Double.doubleToLongBits(values.get(b)))) {
                return new int[] {a, b};
            }
        }
        throw new IllegalStateException("no two values of one time: " + Arrays.toString(order));
    }

    /** Notes that the series has been merged, and makes room. */
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
        clear();
    }

    /** Gives up the memory, too: there may be very many series. */
    public void clear() {
        times = new LongArrayList();
        values = new DoubleArrayList();
        places = new LongArrayList();
    }

    public String text(int i) {
        return values.get(i) + " at " + Instant.ofEpochMilli(times.get(i));
    }
}

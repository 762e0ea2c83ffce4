package io.holcstore.internal.files;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.StoreException;
import io.holcstore.internal.files.SeriesBuffer.Refusal;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects values, each with its position in the files, and merges them. */
public final class WaitingSeries {
    private static final int LINE_BITS = 40; // of a position, below the number of its file

    /** Receives series. */
    public interface Target {
        /** Accepts a series, and returns how many of its values the store drops. */
        int add(SeriesKey key, Series series);
    }

    /** How problems of a kind of files name their places. */
    public interface Places {
        /** What files have, a line or a row. */
        String unit();

        /** An exception about a place; the place and the text are null where none of them is to blame. */
        StoreException problem(
                String message,
                @Nullable Throwable cause,
                String key,
                String file,
                @Nullable Long place,
                @Nullable String text);
    }

    private final SeriesStore store;
    private final StoreGrid grid;
    private final Places places;
    private final Target target;
    private final ImportTally tally;
    private final boolean ranked;
    private final Map<SeriesKey, SeriesBuffer> buffers = new HashMap<>();
    private final List<String> files = new ArrayList<>();
    private final List<ReadValue> first = new ArrayList<>();
    private final int limit; // of the first values
    private long waiting;
    private boolean onlyDays = true; // until a time has a time of day

    /**
     * Creates an object without series.
     *
     * @param places how its problems name their places
     * @param ranked whether values have ranks, of which the highest counts
     * @param limit how many values make it full; 0 for any number
     */
    public WaitingSeries(
            SeriesStore store, Places places, Target target, ImportTally tally, boolean ranked, int limit) {
        this.store = store;
        this.grid = StoreGrid.of(store);
        this.places = places;
        this.target = target;
        this.tally = tally;
        this.ranked = ranked;
        this.limit = limit;
    }

    /** Begins the next file. */
    public void begin(String file) {
        files.add(file);
    }

    /** Returns the values that wait under a key. */
    public SeriesBuffer of(SeriesKey key) {
        return buffers.computeIfAbsent(key, any -> new SeriesBuffer(any, ranked));
    }

    /** Records whether all times read so far are days. */
    public void seen(boolean days) {
        onlyDays &= days;
    }

    /** Returns how many values wait. */
    public long waiting() {
        return waiting;
    }

    /** Returns how many series had a value. */
    public long count() {
        return buffers.values().stream().filter(SeriesBuffer::hasValues).count();
    }

    /** Returns the first values when their number is limited. */
    public List<ReadValue> first() {
        return first;
    }

    /** Returns whether it has as many values as the limit. */
    public boolean isFull() {
        return limit > 0 && first.size() >= limit;
    }

    /**
     * Adds a value of the current file, or NaN, and counts it. Returns {@link Refusal#TOO_LATE} when it cannot be
     * compared any more.
     */
    public Refusal add(SeriesBuffer buffer, long time, double value, long line, long rank) {
        long point = grid.point(time);
        Refusal refusal = placed(buffer, point, value, (long) (files.size() - 1) << LINE_BITS | line, rank);
        if (refusal != Refusal.TOO_LATE && !Double.isNaN(value)) {
            tally.values++;
            tally.moved += point == time ? 0 : 1;
            tally.first = Math.min(tally.first, point);
            tally.last = Math.max(tally.last, point);
            if (first.size() < limit) {
                first.add(new ReadValue(files.get(files.size() - 1), line, buffer.key(), point, value));
            }
        }
        return refusal;
    }

    private Refusal placed(SeriesBuffer buffer, long time, double value, long place, long rank) {
        Refusal refusal = buffer.add(time, value, place, rank);
        if (refusal == Refusal.CONFLICT) {
            throw new ConflictingValuesException(
                    text(place) + ": " + value + " at " + Instant.ofEpochMilli(time) + ", but " + buffer.key()
                            + " differs from the value at the same time further above; keep the right one",
                    store.name(),
                    buffer.key().toString(),
                    Instant.ofEpochMilli(time),
                    Double.NaN,
                    value);
        }
        waiting += refusal == Refusal.NONE ? 1 : 0;
        tally.repeated += refusal == Refusal.THERE ? 1 : 0;
        return refusal;
    }

    /** Merges waiting values in the order of the keys, so that deadlocks between writers are rare. */
    public void flush(boolean end) {
        List<SeriesBuffer> full = buffers.values().stream()
                .filter(buffer -> !buffer.isEmpty())
                .sorted(Comparator.comparing(SeriesBuffer::key, SeriesKey.ORDER))
                .toList();
        for (SeriesBuffer buffer : full) {
            try {
                tally.superseded += buffer.keepHighest(end);
                if (buffer.ready() > 0) {
                    Series series = series(buffer);
                    countRepeated(buffer, series);
                    add(buffer, series);
                    buffer.merged(series);
                }
            } catch (StoreException e) {
                tally.problem(e);
                buffer.clearReady();
            }
        }
        waiting = full.stream().mapToLong(SeriesBuffer::size).sum();
    }

    private Series series(SeriesBuffer buffer) {
        try {
            return buffer.series();
        } catch (ConflictingValuesException e) {
            int[] two = buffer.twice(true);
            throw new ConflictingValuesException(
                    text(buffer.placeAt(two[0])) + " and " + text(buffer.placeAt(two[1])) + ": " + buffer.key()
                            + " has two values at one time, " + buffer.text(two[0]) + " and " + buffer.text(two[1])
                            + (tally.moved > 0 ? "; offGrid(" + grid.policy() + ") has moved times onto the grid" : "")
                            + "; keep the right one",
                    store.name(),
                    buffer.key().toString(),
                    e.instant(),
                    e.first(),
                    e.second());
        }
    }

    /**
     * Counts values that occur twice at the same time. When no time has a time of day, the description probably lacks a
     * column.
     */
    private void countRepeated(SeriesBuffer buffer, Series series) {
        int more = buffer.ready() - series.size();
        tally.repeated += more;
        if (more > 0 && onlyDays && grid.isFinerThanDays()) {
            int[] two = buffer.twice(false);
            throw places.problem(
                    text(buffer.placeAt(two[0])) + " and " + text(buffer.placeAt(two[1])) + ": "
                            + buffer.key()
                            + " has more than one value for a day, and no time in the file has a time of day; time(..)"
                            + " must name a column with both",
                    null,
                    buffer.key().toString(),
                    file(buffer.placeAt(two[0])),
                    line(buffer.placeAt(two[0])),
                    null);
        }
    }

    private void add(SeriesBuffer buffer, Series series) {
        try {
            tally.dropped += target.add(buffer.key(), series);
        } catch (OffGridException e) {
            throw new OffGridException(firstMisfit(buffer) + e.getMessage(), e.store(), e.key(), e.instants());
        } catch (IllegalArgumentException e) {
            int first = misfit(buffer);
            long place = buffer.placeAt(first < 0 ? 0 : first);
            throw places.problem(
                    firstMisfit(buffer) + e.getMessage(),
                    e,
                    buffer.key().toString(),
                    file(place),
                    first < 0 ? null : line(place),
                    first < 0 ? null : buffer.text(first));
        }
    }

    /** Returns the position of the first value that does not fit the store. */
    private String firstMisfit(SeriesBuffer buffer) {
        int first = misfit(buffer);
        return first < 0 ? "" : text(buffer.placeAt(first)) + ": ";
    }

    /** Returns the index of the first value that does not fit the store, or -1 when each of them fits. */
    private int misfit(SeriesBuffer buffer) {
        for (int i = 0; i < buffer.size(); i++) {
            try {
                store.check(buffer.key(), Series.wrap(new long[] {buffer.timeAt(i)}, new double[] {buffer.valueAt(i)}));
            } catch (OffGridException | IllegalArgumentException e) {
                return i;
            }
        }
        return -1;
    }

    private String text(long place) {
        return file(place) + ", " + places.unit() + ' ' + line(place);
    }

    private String file(long place) {
        return files.get((int) (place >>> LINE_BITS));
    }

    private static long line(long place) {
        return place & ((1L << LINE_BITS) - 1);
    }
}

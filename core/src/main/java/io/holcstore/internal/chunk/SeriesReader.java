package io.holcstore.internal.chunk;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.calendar.Window;
import io.holcstore.internal.sql.chunk.ChunkReach;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;

/** Assembles the stored chunks of one series. */
public final class SeriesReader {
    /**
     * The most points (32 MB) in missing chunks between stored ones for which the result is a regular series: all days
     * of the years 1 to 9999.
     */
    private static final int MAX_BETWEEN = 1 << 22;

    /** The most points (128 MB) in missing chunks for which the result has a number for each grid point. */
    private static final int MAX_EMPTY = 1 << 24;

    private final ChunkContext context;
    private final ChunkCalendar calendar;

    public SeriesReader(ChunkContext context) {
        this.context = context;
        this.calendar = context.definition().calendar();
    }

    /** Returns the first chunk of the calendar that can hold a point of the range. */
    int firstChunk(TimeRange range) {
        return range.startMillis() == Long.MIN_VALUE ? Integer.MIN_VALUE : calendar.chunkOf(range.startMillis());
    }

    /** Returns the last chunk of the calendar that can hold a point of the range. */
    int lastChunk(TimeRange range) {
        return range.endMillis() == Long.MAX_VALUE ? Integer.MAX_VALUE : calendar.chunkOf(range.endMillis() - 1);
    }

    /** Returns the stored chunks that can hold a point of the range. */
    public ChunkReach reach(TimeRange range) {
        if (range.isEmpty()) {
            return ChunkReach.NONE;
        }
        int first = firstChunk(range);
        int last = lastChunk(range);
        long start = first == Integer.MIN_VALUE ? calendar.firstMillis() : calendar.startMillis(first);
        long end = last == Integer.MAX_VALUE ? calendar.endMillis() : calendar.endMillis(last);
        boolean before = first != Integer.MIN_VALUE && context.shift().canReachAfter(range.startMillis(), start);
        boolean after = last != Integer.MAX_VALUE && context.shift().canReachBefore(range.endMillis() - 1, end);
        return new ChunkReach(before ? first - 1 : first, after ? last + 1 : last, start, end, before || after);
    }

    /**
     * Returns the part of the range from its first to its last value, or empty when there is none. When there are too
     * many points in missing chunks, the result has only the points with a value.
     */
    public Optional<Series> trimmed(List<StoredChunk> stored, TimeRange range, Workspace workspace) {
        List<StoredChunk> chunks = context.shift().laid(stored, workspace);
        if (chunks.isEmpty()) {
            return Optional.empty();
        }
        if (slotsBetween(chunks) > MAX_BETWEEN) {
            return scattered(chunks, range, workspace);
        }
        TimeRange span = TimeRange.ofEpochMillis(
                calendar.startMillis(chunks.get(0).id().chunk()),
                calendar.endMillis(chunks.get(chunks.size() - 1).id().chunk()));
        Window window = calendar.window(range.intersect(span));
        double[] values = new double[window.size()];
        fillLaid(chunks, window, workspace, values);
        return trim(window, values);
    }

    /** Returns about how many slots lie in missing chunks between the first and the last of these. */
    private long slotsBetween(List<StoredChunk> chunks) {
        int last = chunks.size() - 1;
        if (chunks.get(last).id().chunk() - chunks.get(0).id().chunk() == last) {
            return 0;
        }
        long slots = 0;
        for (int i = 1; i <= last; i++) {
            long end = calendar.endMillis(chunks.get(i - 1).id().chunk());
            slots += (calendar.startMillis(chunks.get(i).id().chunk()) - end) / calendar.slotMillis();
        }
        return slots;
    }

    /** Returns the points of the range that have a value. */
    private Optional<Series> scattered(List<StoredChunk> chunks, TimeRange range, Workspace workspace) {
        LongArrayList times = new LongArrayList();
        DoubleArrayList values = new DoubleArrayList();
        for (StoredChunk chunk : chunks) {
            int index = chunk.id().chunk();
            int from = calendar.firstSlotAtOrAfter(index, range.startMillis());
            int to = calendar.firstSlotAtOrAfter(index, range.endMillis());
            double[] slots = workspace.chunk(to);
            context.decode(workspace, chunk, from, Math.max(from, to), slots, from);
            for (int slot = from; slot < to; slot++) {
                if (!Double.isNaN(slots[slot])) {
                    times.add(calendar.epochMillisAt(index, slot));
                    values.add(slots[slot]);
                }
            }
        }
        return times.isEmpty() ? Optional.empty() : Optional.of(Series.wrap(times.toArray(), values.toArray()));
    }

    /**
     * Returns exactly the slots of the window, with NaN where there is no value.
     *
     * @throws IllegalArgumentException when too many of them lie in missing chunks
     */
    public Series dense(List<StoredChunk> chunks, TimeRange range, Window window, Workspace workspace) {
        long empty = window.size();
        for (int i = 0; empty > MAX_EMPTY && i < chunks.size(); i++) {
            empty -= calendar.slots(chunks.get(i).id().chunk());
        }
        if (empty > MAX_EMPTY) {
            throw new IllegalArgumentException(
                    "the range " + range + " has " + window.size() + " grid points, of which " + empty
                            + " lie in chunks that are not stored; use a shorter range, or read the stored values with read(..)");
        }
        double[] values = new double[window.size()];
        fill(chunks, window, workspace, values);
        return window.isUniform() ? Series.wrap(window.grid(), values) : Series.wrap(window.epochMillis(), values);
    }

    /** Fills {@code values[0 .. window.size())} from chunks in order of time. */
    public void fill(List<StoredChunk> chunks, Window window, Workspace workspace, double[] values) {
        fillLaid(context.shift().laid(chunks, workspace), window, workspace, values);
    }

    private void fillLaid(List<StoredChunk> chunks, Window window, Workspace workspace, double[] values) {
        int filled = 0;
        for (StoredChunk chunk : chunks) {
            int index = chunk.id().chunk();
            if (index < window.firstChunk() || index > window.lastChunk()) {
                continue; // the range begins or ends inside a slot of this chunk, or its row reached into the next one
            }
            int at = window.offset(index);
            Arrays.fill(values, filled, at, Double.NaN);
            int from = window.fromSlot(index);
            int to = window.toSlot(index);
            context.decode(workspace, chunk, from, to, values, at);
            filled = at + to - from;
        }
        Arrays.fill(values, filled, window.size(), Double.NaN);
    }

    private static Optional<Series> trim(Window window, double[] values) {
        int from = 0;
        int to = values.length;
        while (from < to && Double.isNaN(values[from])) {
            from++;
        }
        while (to > from && Double.isNaN(values[to - 1])) {
            to--;
        }
        if (from == to) {
            return Optional.empty();
        }
        double[] kept = to - from == values.length ? values : Arrays.copyOfRange(values, from, to);
        return Optional.of(
                window.isUniform()
                        ? Series.wrap(window.grid().slice(from, to), kept)
                        : Series.wrap(Arrays.copyOfRange(window.epochMillis(), from, to), kept));
    }

    /** Returns the ranges of the window without a value. It does not decode chunks that are known to be full. */
    public List<TimeRange> gaps(List<StoredChunk> stored, Window window, Workspace workspace) {
        List<StoredChunk> chunks = context.shift().laid(stored, workspace);
        List<TimeRange> gaps = new ArrayList<>();
        int next = 0;
        for (int index = window.firstChunk(); index <= window.lastChunk(); index++) {
            int from = window.fromSlot(index);
            int to = window.toSlot(index);
            while (next < chunks.size() && chunks.get(next).id().chunk() < index) {
                next++;
            }
            boolean present = next < chunks.size() && chunks.get(next).id().chunk() == index;
            if (!present) {
                addGap(gaps, index, from, to);
            } else if (chunks.get(next).valueCount() < calendar.slots(index)) {
                int chunk = index;
                context.forEachGap(workspace, chunks.get(next), (gapFrom, gapTo) -> {
                    if (gapFrom < to && gapTo > from) {
                        addGap(gaps, chunk, Math.max(gapFrom, from), Math.min(gapTo, to));
                    }
                });
            }
        }
        return gaps;
    }

    /** Adds the slots as a range, or extends the last range when the slots follow it. */
    private void addGap(List<TimeRange> gaps, int chunk, int from, int to) {
        long start = calendar.epochMillisAt(chunk, from);
        long end = to < calendar.slots(chunk) ? calendar.epochMillisAt(chunk, to) : calendar.endMillis(chunk);
        int last = gaps.size() - 1;
        if (last >= 0 && gaps.get(last).endMillis() == start) {
            gaps.set(last, TimeRange.ofEpochMillis(gaps.get(last).startMillis(), end));
        } else {
            gaps.add(TimeRange.ofEpochMillis(start, end));
        }
    }
}

package io.holcstore.internal.chunk;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.OffGridException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.sql.series.Locked;
import io.holcstore.internal.verb.Prepared;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Merge;
import io.holcstore.series.Series;
import io.holcstore.store.OffGrid;
import io.holcstore.time.Grid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A series on the grid of a store: which of its points belong to which chunk and slot. Every point is checked when the
 * placement is created, so that no write fails halfway because of a wrong point. Pieces without any value are left out.
 * Where the table has rows without values, there is a piece for each chunk between the first and the last that has a
 * value.
 */
public final class Placement implements Prepared {
    private static final int NAMED_POINTS = 5;
    private static final int DROPPED = -1;

    private final SeriesKey key;
    private final Series series;

    /** The slot of each point, or null when the points of each piece are in consecutive slots. */
    private final int @Nullable [] slots;

    private final IntArrayList chunks = new IntArrayList();
    private final IntArrayList starts = new IntArrayList(); // for each piece, the index of its first point
    private final IntArrayList ends = new IntArrayList();
    private final IntArrayList firstSlots = new IntArrayList();
    private int dropped;
    private int moved;

    private Placement(SeriesKey key, Series series, int @Nullable [] slots) {
        this.key = key;
        this.series = series;
        this.slots = slots;
    }

    /**
     * Places a series on the grid.
     *
     * @throws OffGridException when points lie off the grid and the store refuses them
     * @throws ConflictingValuesException when the store moves two points with different values to one instant
     */
    public static Placement of(ChunkDefinition definition, SeriesKey key, Series series) {
        if (definition.requiresStep()) {
            OwnStep.require(definition, key, series);
        }
        return ofStored(definition, key, series);
    }

    /** Places a series like {@link #of}, without a check of its step. */
    static Placement ofStored(ChunkDefinition definition, SeriesKey key, Series series) {
        Placement placement = cut(definition, key, series);
        int off = placement.countOffGrid(false);
        if (off > 0) {
            if (definition.offGrid() == OffGrid.REJECT) {
                throw placement.offGrid(definition, off);
            }
            int values = placement.countOffGrid(true);
            if (definition.offGrid() == OffGrid.DROP) {
                placement.dropped = values;
            } else {
                placement = cut(definition, key, OntoGrid.moved(definition, key, series));
                placement.moved = values;
            }
        }
        placement.dropEmpty();
        placement.fillHoles(definition.rules());
        return placement;
    }

    private static Placement cut(ChunkDefinition definition, SeriesKey key, Series series) {
        ChunkCalendar calendar = definition.calendar();
        definition.requireYears(key, series, calendar.firstMillis(), calendar.endMillis());
        boolean inStep = series.grid().map(grid -> inStep(grid, calendar)).orElse(false);
        Placement placement = new Placement(key, series, inStep ? null : new int[series.size()]);
        placement.cut(calendar);
        return placement;
    }

    /** Returns whether consecutive points of the series are in consecutive slots, wherever the series begins. */
    static boolean inStep(Grid grid, ChunkCalendar calendar) {
        return grid.step().equals(calendar.frequency())
                && (!grid.step().isCalendar() || grid.zone().equals(calendar.zone()));
    }

    private void cut(ChunkCalendar calendar) {
        for (int from = 0; from < series.size(); ) {
            int chunk = calendar.chunkOf(series.epochMillisAt(from));
            int to = series.indexAtOrAfter(calendar.endMillis(chunk));
            chunks.add(chunk);
            starts.add(from);
            ends.add(to);
            firstSlots.add(calendar.slotOf(chunk, series.epochMillisAt(from)));
            if (slots != null) {
                for (int i = from; i < to; i++) {
                    slots[i] = calendar.slotOf(chunk, series.epochMillisAt(i));
                }
            }
            from = to;
        }
    }

    /** Counts the points that lie off the grid, or only those of them that have a value. */
    private int countOffGrid(boolean values) {
        int count = 0;
        for (int piece = 0; piece < size(); piece++) {
            if (slots == null && firstSlots.get(piece) >= 0) {
                continue;
            }
            for (int i = starts.get(piece); i < ends.get(piece); i++) {
                boolean off = slots == null || slots[i] < 0;
                count += off && !(values && Double.isNaN(series.valueAt(i))) ? 1 : 0;
            }
        }
        return count;
    }

    private OffGridException offGrid(ChunkDefinition definition, int count) {
        ChunkCalendar calendar = definition.calendar();
        StringBuilder points = new StringBuilder();
        List<Instant> named = new ArrayList<>();
        for (int piece = 0; piece < size() && named.size() < NAMED_POINTS; piece++) {
            for (int i = starts.get(piece); i < ends.get(piece) && named.size() < NAMED_POINTS; i++) {
                if ((slots == null ? firstSlots.get(piece) : slots[i]) < 0) {
                    long time = series.epochMillisAt(i);
                    points.append(named.isEmpty() ? "" : ", ")
                            .append(Instant.ofEpochMilli(time))
                            .append(" (between ")
                            .append(Instant.ofEpochMilli(calendar.nearestBefore(time)))
                            .append(" and ")
                            .append(Instant.ofEpochMilli(calendar.nearestAfter(time)))
                            .append(')');
                    named.add(Instant.ofEpochMilli(time));
                }
            }
        }
        return new OffGridException(
                definition.name() + ", " + key + ": " + count + " of " + series.size()
                        + " points are off the grid of " + calendar.frequency() + " in " + calendar.zone() + ": "
                        + points
                        + (count > named.size() ? ", .." : "")
                        + "; move them onto it, or define the store with offGrid(NEAREST), offGrid(FLOOR) or"
                        + " offGrid(DROP)",
                definition.name(),
                key.toString(),
                named);
    }

    /** Removes the pieces that contain only NaN or dropped points. */
    private void dropEmpty() {
        int kept = 0;
        for (int piece = 0; piece < size(); piece++) {
            if (hasValue(piece)) {
                chunks.set(kept, chunks.get(piece));
                starts.set(kept, starts.get(piece));
                ends.set(kept, ends.get(piece));
                firstSlots.set(kept, firstSlots.get(piece));
                kept++;
            }
        }
        for (IntArrayList list : new IntArrayList[] {chunks, starts, ends, firstSlots}) {
            while (list.size() > kept) {
                list.removeAtIndex(list.size() - 1);
            }
        }
    }

    private boolean hasValue(int piece) {
        if (slots == null && firstSlots.get(piece) < 0) {
            return false;
        }
        for (int i = starts.get(piece); i < ends.get(piece); i++) {
            if (isStored(i)) {
                return true;
            }
        }
        return false;
    }

    /** Adds an empty piece for each missing chunk between two others when the table has a row for it. */
    private void fillHoles(ChunkRules rules) {
        for (int piece = size() - 1; piece > 0; piece--) {
            int before = chunks.get(piece - 1);
            int after = chunks.get(piece);
            boolean matters = rules.fillsBetween(before, after);
            for (int chunk = after - 1; matters && chunk > before; chunk--) {
                chunks.addAtIndex(piece, chunk);
                starts.addAtIndex(piece, 0);
                ends.addAtIndex(piece, 0);
                firstSlots.addAtIndex(piece, 0);
            }
        }
    }

    @Override
    public SeriesKey key() {
        return key;
    }

    /** Returns how many values lie on the grid. */
    int points() {
        return series.valueCount() - dropped;
    }

    /** Returns how many values lie off the grid and are dropped. */
    @Override
    public int dropped() {
        return dropped;
    }

    /** Returns how many values lie off the grid and are moved onto it. */
    @Override
    public int moved() {
        return moved;
    }

    /** Returns whether the i-th piece only fills a hole between others. */
    boolean isHole(int i) {
        return starts.get(i) == ends.get(i);
    }

    /** Returns the number of pieces, each of which belongs to one chunk. */
    int size() {
        return chunks.size();
    }

    /** Returns the chunk of the i-th piece. Pieces are in ascending order. */
    int chunk(int i) {
        return chunks.get(i);
    }

    /** Returns the first instant of the i-th piece. */
    long firstMillis(int i) {
        return series.epochMillisAt(starts.get(i));
    }

    /** Returns the last instant of the i-th piece. */
    long lastMillis(int i) {
        return series.epochMillisAt(ends.get(i) - 1);
    }

    /** Writes the values of the i-th piece to the slots of its chunk, and NaN to all other slots. */
    void lay(int i, double[] values, int chunkSlots, Workspace workspace) {
        if (slots != null) {
            Arrays.fill(values, 0, chunkSlots, Double.NaN);
            overlay(i, values, workspace);
            return;
        }
        int first = firstSlots.get(i);
        int end = first + ends.get(i) - starts.get(i);
        Arrays.fill(values, 0, first, Double.NaN);
        series.copyValues(starts.get(i), ends.get(i), values, first);
        Arrays.fill(values, end, chunkSlots, Double.NaN);
    }

    /** Returns the times of the first and last value that is stored. There must be a piece. */
    Locked.Span span() {
        int first = starts.get(0);
        int last = ends.get(size() - 1) - 1;
        while (!isStored(first)) {
            first++;
        }
        while (!isStored(last)) {
            last--;
        }
        return new Locked.Span(series.epochMillisAt(first), series.epochMillisAt(last));
    }

    private boolean isStored(int point) {
        return !Double.isNaN(series.valueAt(point)) && (slots == null || slots[point] != DROPPED);
    }

    /**
     * Writes the values of the i-th piece over those of its chunk. NaN keeps the existing value.
     *
     * @return whether any bit of {@code values} changed
     */
    boolean overlay(int i, double[] values, Workspace workspace) {
        int from = starts.get(i);
        int count = ends.get(i) - from;
        double[] source = workspace.scratch(count);
        series.copyValues(from, from + count, source, 0);
        return slots == null
                ? Merge.overlay(source, 0, count, values, firstSlots.get(i)) > 0
                : overlaySlots(source, count, values, slots, from);
    }

    private static boolean overlaySlots(double[] source, int count, double[] values, int[] slots, int from) {
        boolean changed = false;
        for (int i = 0; i < count; i++) {
            double value = source[i];
            int slot = slots[from + i];
            if (!Double.isNaN(value) && slot != DROPPED) {
                changed |= Double.doubleToRawLongBits(values[slot]) != Double.doubleToRawLongBits(value);
                values[slot] = value;
            }
        }
        return changed;
    }
}

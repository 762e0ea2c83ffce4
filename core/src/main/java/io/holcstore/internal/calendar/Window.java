package io.holcstore.internal.calendar;

import io.holcstore.internal.time.Years;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * The slots of a {@link TimeRange} across the chunks of a calendar, with consecutive indexes from 0. For every chunk
 * from {@link #firstChunk} to {@link #lastChunk}, the slots {@code fromSlot(chunk) <= slot < toSlot(chunk)} are the
 * window's points from {@code offset(chunk)} on. A window without slots has no chunks: its last chunk lies before its
 * first.
 *
 * <p>Immutable. Creating one takes time in proportion to its number of chunks.
 */
public final class Window {
    private final ChunkCalendar calendar;
    private final int firstChunk;
    private final int fromSlot; // in the first chunk
    private final int toSlot; // in the last chunk
    private final int[] offsets; // one for each chunk, and the size at the end
    private final boolean uniform;
    private final long startMillis; // the first point, or where it would be in an empty window

    private Window(
            ChunkCalendar calendar,
            int firstChunk,
            int fromSlot,
            int toSlot,
            int[] offsets,
            boolean uniform,
            long startMillis) {
        this.calendar = calendar;
        this.firstChunk = firstChunk;
        this.fromSlot = fromSlot;
        this.toSlot = toSlot;
        this.offsets = offsets;
        this.uniform = uniform;
        this.startMillis = startMillis;
    }

    static Window of(ChunkCalendar calendar, TimeRange range) {
        check(range, calendar.firstMillis(), calendar.endMillis(), calendar.zone());
        long start = range.startMillis();
        if (start == calendar.endMillis()) {
            return empty(calendar, calendar.chunkOf(start - 1) + 1, start);
        }
        int first = calendar.chunkOf(start);
        int from = calendar.firstSlotAtOrAfter(first, start);
        if (from == calendar.slots(first)) { // the range begins inside the last slot of the chunk
            start = calendar.endMillis(first);
            first++;
            from = 0;
        } else {
            start = calendar.epochMillisAt(first, from);
        }
        if (start >= range.endMillis()) {
            return empty(calendar, first, start);
        }
        int last = calendar.chunkOf(range.endMillis() - 1);
        int to = calendar.firstSlotAtOrAfter(last, range.endMillis());
        int[] offsets = new int[last - first + 2];
        boolean uniform = true;
        long offset = -from;
        for (int chunk = first; chunk < last; chunk++) {
            offset = checkSize(offset + calendar.slots(chunk), range);
            offsets[chunk - first + 1] = (int) offset;
            uniform &= calendar.joins(chunk);
        }
        offsets[last - first + 1] = (int) checkSize(offset + to, range);
        return new Window(calendar, first, from, to, offsets, uniform, start);
    }

    static void check(TimeRange range, long firstMillis, long endMillis, ZoneId zone) {
        if (!range.isBounded()) {
            throw new IllegalArgumentException("a window needs a range with a start and an end, but got " + range);
        }
        if (range.startMillis() < firstMillis || range.endMillis() > endMillis) {
            throw new IllegalArgumentException("the range " + range + " extends beyond the years " + Years.FIRST
                    + " to " + Years.LAST + " in " + zone);
        }
    }

    private static long checkSize(long size, TimeRange range) {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the range " + range + " holds more than " + Integer.MAX_VALUE
                    + " slots, which an array cannot hold; use shorter ranges");
        }
        return size;
    }

    private static Window empty(ChunkCalendar calendar, int chunk, long start) {
        return new Window(calendar, chunk, 0, 0, new int[1], true, start);
    }

    /** Returns the first chunk with a slot in the window. */
    public int firstChunk() {
        return firstChunk;
    }

    /** Returns the last chunk with a slot in the window, or {@code firstChunk() - 1} when there is none. */
    public int lastChunk() {
        return firstChunk + offsets.length - 2;
    }

    /** Returns the chunk's first slot in the window. */
    public int fromSlot(int chunk) {
        return checkChunk(chunk) == firstChunk ? fromSlot : 0;
    }

    /** Returns the exclusive end of the chunk's slots in the window. */
    public int toSlot(int chunk) {
        return checkChunk(chunk) == lastChunk() ? toSlot : calendar.slots(chunk);
    }

    /** Returns the number of slots. */
    public int size() {
        return offsets[offsets.length - 1];
    }

    /** Returns how many slots of the window lie before the chunk. */
    public int offset(int chunk) {
        return offsets[checkChunk(chunk) - firstChunk];
    }

    /**
     * Returns whether the slots form one grid. They do not when consecutive chunks do not
     * {@linkplain ChunkCalendar#joins join}.
     */
    public boolean isUniform() {
        return uniform;
    }

    /**
     * Returns the slots as one grid.
     *
     * @throws IllegalStateException if the window is not uniform
     */
    public Grid grid() {
        if (!uniform) {
            throw new IllegalStateException("the slots of " + calendar + " from " + Years.text(startMillis)
                    + " on do not form one grid, because a clock change cut a slot; use epochMillis()");
        }
        return calendar.grid(startMillis, size());
    }

    /** Returns the instant of every slot in a new array, which takes 8 bytes for each slot. */
    public long[] epochMillis() {
        long[] result = new long[size()];
        int at = 0;
        for (int chunk = firstChunk; chunk <= lastChunk(); chunk++) {
            for (int slot = fromSlot(chunk); slot < toSlot(chunk); slot++) {
                result[at++] = calendar.epochMillisAt(chunk, slot);
            }
        }
        return result;
    }

    private int checkChunk(int chunk) {
        if (chunk < firstChunk || chunk > lastChunk()) {
            throw new IllegalArgumentException(
                    "chunk " + chunk + " is not in the window, which has chunks " + firstChunk + " to " + lastChunk());
        }
        return chunk;
    }

    @Override
    public String toString() {
        return "slots " + Arrays.toString(offsets) + " of " + calendar + " from " + Years.text(startMillis);
    }
}

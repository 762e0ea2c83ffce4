package io.holcstore.internal.calendar;

import io.holcstore.internal.time.LocalDays;
import io.holcstore.internal.time.Steps;
import io.holcstore.internal.time.Years;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;

/**
 * Cuts the time line into chunks, the local years or months of a zone, and each chunk into slots. A chunk starts with
 * the first instant of its first local day and ends where the next one starts. Slot {@code k} lies {@code k} steps
 * after the chunk's start and before its end. So the last slot is shorter when the chunk's length is not a whole number
 * of steps, which clock changes before 1970 can cause. For {@code "1d"} the slots are the existing local days: a day
 * that the zone skipped has no slot, and a day that happened twice has one.
 *
 * <p>A calendar keeps the rules that the zone had when it was created.
 *
 * <p>Thread-safe, and immutable except for a small cache of chunk bounds. All methods only calculate: a call takes a
 * few nanoseconds inside cached chunks, and well under a microsecond otherwise and for days.
 *
 * <p>Instants and chunks outside the local years 1 to 9999 are refused with an {@link IllegalArgumentException}.
 */
public final class ChunkCalendar {
    /**
     * The largest difference between the instants that two sets of rules of one zone give to a local time, and so
     * between the starts or ends of a chunk: offsets from UTC lie between -18 and +18 hours.
     */
    public static final long MAX_SHIFT_MILLIS = 36 * 3_600_000L;

    private static final int CACHED = 64; // number of chunks: five years of months; must be a power of two

    /** The bounds of a chunk. It is a record so that threads may share it without synchronization. */
    private record Bounds(int chunk, long start, long end, int slots) {}

    private final ChunkBy chunkBy;
    private final Frequency frequency;
    private final ZoneId zone;
    private final Steps steps;
    private final LocalDays days;
    private final Grid dayGrid;
    private final Grid origin;
    private final int firstChunk;
    private final int lastChunk;
    private final long firstMillis;
    private final long endMillis;

    // Not synchronized: a thread sees the bounds of some chunk, and checks which chunk it is.
    private final Bounds[] cache = new Bounds[CACHED];
    private Bounds recent;

    private ChunkCalendar(ChunkBy chunkBy, Frequency frequency, ZoneId zone) {
        this.chunkBy = chunkBy;
        this.frequency = frequency;
        this.zone = zone;
        this.days = LocalDays.of(zone);
        this.steps = frequency.isCalendar()
                ? Steps.of(frequency.days(), frequency.months(), days)
                : Steps.of(frequency.millis());
        this.firstChunk = chunkBy.chunkOf(Years.FIRST, 1);
        this.lastChunk = chunkBy.chunkOf(Years.LAST, 12);
        this.firstMillis = days.startOf(LocalDate.of(Years.FIRST, 1, 1));
        this.endMillis = days.startOf(LocalDate.of(Years.LAST + 1, 1, 1));
        this.dayGrid = Grid.of(days.startOf(LocalDate.EPOCH), Frequency.of(Period.ofDays(1)), zone, 0);
        this.origin = dayGrid.withStep(frequency);
        this.recent = compute(chunkBy.chunkOf(1970, 1));
        Arrays.fill(cache, recent);
    }

    /**
     * Returns a calendar of chunks whose slots have the given frequency: a duration that divides a day, or one day
     * ({@code "1d"}).
     *
     * @throws io.holcstore.error.DefinitionException if the frequency is another one, if a chunk would hold more than
     *      4,194,304 slots, or if a clock change of the zone since 1970 is not a whole number of steps; the message
     *      names a frequency that works
     */
    public static ChunkCalendar of(ChunkBy chunkBy, Frequency frequency, ZoneId zone) {
        FrequencyCheck.check(chunkBy, frequency, zone);
        return new ChunkCalendar(chunkBy, frequency, zone);
    }

    /** Returns the chunk whose {@code [start, end)} contains the instant. */
    public int chunkOf(long epochMillis) {
        Bounds bounds = recent;
        if (bounds.start <= epochMillis && epochMillis < bounds.end) {
            return bounds.chunk;
        }
        return find(epochMillis).chunk;
    }

    private Bounds find(long epochMillis) {
        if (epochMillis < firstMillis || epochMillis >= endMillis) {
            throw Years.outside(epochMillis);
        }
        // The local date determines the chunk. When the clock goes back from a chunk into the month before, it may
        // determine an earlier one (America/St_Johns, 1 November 2009), but never a later one: a chunk starts with the
        // first instant of its date.
        LocalDate date = LocalDate.ofEpochDay(days.dayOf(epochMillis));
        int guess = chunkBy.chunkOf(date.getYear(), date.getMonthValue());
        Bounds bounds = bounds(Math.min(Math.max(guess, firstChunk), lastChunk));
        while (epochMillis >= bounds.end) {
            bounds = bounds(bounds.chunk + 1);
        }
        recent = bounds;
        return bounds;
    }

    private Bounds bounds(int chunk) {
        Bounds bounds = cache[chunk & (CACHED - 1)];
        if (bounds.chunk != chunk) {
            bounds = compute(chunk);
            cache[chunk & (CACHED - 1)] = bounds;
        }
        return bounds;
    }

    private Bounds compute(int chunk) {
        if (chunk < firstChunk || chunk > lastChunk) {
            throw new IllegalArgumentException("chunk " + chunk + " by " + chunkBy + " lies outside the years "
                    + Years.FIRST + " to " + Years.LAST + ", chunks " + firstChunk + " to " + lastChunk);
        }
        long start = monthStart(chunkBy.firstMonth(chunk));
        long end = monthStart(chunkBy.firstMonth(chunk + 1));
        return new Bounds(chunk, start, end, Math.toIntExact(steps.countBefore(start, end)));
    }

    private long monthStart(int month) {
        return days.startOf(LocalDate.of(month / 12, month % 12 + 1, 1));
    }

    /** Returns the chunk's first instant, which is its slot 0. */
    public long startMillis(int chunk) {
        return bounds(chunk).start;
    }

    /** Returns the chunk's exclusive end, which is the start of the next chunk. */
    public long endMillis(int chunk) {
        return bounds(chunk).end;
    }

    /** Returns the number of slots of the chunk, at most 4,194,304. */
    public int slots(int chunk) {
        return bounds(chunk).slots;
    }

    /**
     * Returns the instant of a slot.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= slot < slots(chunk)}
     */
    public long epochMillisAt(int chunk, int slot) {
        Bounds bounds = bounds(chunk);
        return steps.at(bounds.start, Objects.checkIndex(slot, bounds.slots));
    }

    /**
     * Returns the slot of the chunk at exactly this instant, or -1 when the instant is off the grid or outside the
     * chunk.
     */
    public int slotOf(int chunk, long epochMillis) {
        Bounds bounds = bounds(chunk);
        if (epochMillis < bounds.start || epochMillis >= bounds.end) {
            return -1;
        }
        long slot = steps.countBefore(bounds.start, epochMillis);
        return slot < bounds.slots && steps.at(bounds.start, slot) == epochMillis ? (int) slot : -1;
    }

    /**
     * Returns the first slot of the chunk at or after the instant: 0 before the chunk, {@code slots(chunk)} after its
     * last slot.
     */
    public int firstSlotAtOrAfter(int chunk, long epochMillis) {
        Bounds bounds = bounds(chunk);
        return epochMillis >= bounds.end ? bounds.slots : (int) steps.countBefore(bounds.start, epochMillis);
    }

    /** Returns the last grid point at or before the instant. */
    public long nearestBefore(long epochMillis) {
        int chunk = chunkOf(epochMillis);
        int slot = firstSlotAtOrAfter(chunk, epochMillis);
        boolean exact = slot < slots(chunk) && epochMillisAt(chunk, slot) == epochMillis;
        return exact ? epochMillis : epochMillisAt(chunk, slot - 1);
    }

    /** Returns the first grid point at or after the instant, which may be the start of the next chunk. */
    public long nearestAfter(long epochMillis) {
        int chunk = chunkOf(epochMillis);
        int slot = firstSlotAtOrAfter(chunk, epochMillis);
        return slot < slots(chunk) ? epochMillisAt(chunk, slot) : endMillis(chunk);
    }

    /**
     * Returns whether this chunk and the next form one uniform grid: the length of this one is a whole number of steps.
     * Always true for days.
     */
    public boolean joins(int chunk) {
        Bounds bounds = bounds(chunk);
        return steps.divides(bounds.end - bounds.start);
    }

    /** Returns the number of slots of a day of 24 hours; 1 for {@code "1d"}. */
    public int slotsPerDay() {
        return frequency.isCalendar() ? 1 : (int) (FrequencyCheck.DAY / frequency.millis());
    }

    /** Returns the milliseconds from one slot to the next on a day of 24 hours. */
    public long slotMillis() {
        return FrequencyCheck.DAY / slotsPerDay();
    }

    /**
     * Returns the slots that lie in a range.
     *
     * @throws IllegalArgumentException if an end of the range is open or outside the years 1 to 9999, or if it holds
     *      more than {@link Integer#MAX_VALUE} slots
     */
    public Window window(TimeRange range) {
        return Window.of(this, range);
    }

    /**
     * Returns the grid of {@code size} points from the given grid point on, for chunks that {@linkplain #joins join}.
     */
    Grid grid(long startMillis, int size) {
        return origin.startingAt(startMillis, size);
    }

    /**
     * Returns an empty grid of days with the rules that the zone had when the calendar was created. Other grids are
     * derived from it.
     */
    Grid dayGrid() {
        return dayGrid;
    }

    /** Returns the local days of the zone with the rules that it had when the calendar was created. */
    LocalDays days() {
        return days;
    }

    /** Returns the first instant of the supported years. */
    public long firstMillis() {
        return firstMillis;
    }

    /** Returns the exclusive end of the supported years. */
    public long endMillis() {
        return endMillis;
    }

    /** Returns the length of chunks. */
    public ChunkBy chunkBy() {
        return chunkBy;
    }

    /** Returns the distance between two slots. */
    public Frequency frequency() {
        return frequency;
    }

    /** Returns the zone whose calendar determines the chunks. */
    public ZoneId zone() {
        return zone;
    }

    @Override
    public String toString() {
        return frequency + " by " + chunkBy + " in " + zone;
    }
}

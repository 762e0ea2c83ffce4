package io.holcstore.internal.chunk;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.codec.ChunkCodec;
import java.time.Instant;

/**
 * The grid of one stored chunk. Its row contains the start and its blob the number of slots. They can differ from the
 * calendar of this JVM when the chunk was written under other rules of the zone.
 */
public record ChunkGrid(ChunkCalendar calendar, int chunk, long startMillis, int slots) {
    /** Returns the grid of a chunk in the calendar. */
    public static ChunkGrid of(ChunkCalendar calendar, int chunk) {
        return new ChunkGrid(calendar, chunk, calendar.startMillis(chunk), calendar.slots(chunk));
    }

    /**
     * Returns the grid of a stored chunk.
     *
     * @throws ChunkFormatException when it cannot be determined, or does not fit the grid of the calendar; the message
     *      describes the remedy
     */
    public static ChunkGrid of(
            ChunkDefinition definition, int chunk, Instant start, String dtype, byte[] data, ChunkCodec codec) {
        return of(definition, definition.rules(), chunk, start, dtype, data, codec);
    }

    /** Does the same for a chunk that was written by the given rules, which may differ from those of its new table. */
    public static ChunkGrid of(
            ChunkDefinition definition,
            ChunkRules rules,
            int chunk,
            Instant recordedStart,
            String dtype,
            byte[] data,
            ChunkCodec codec) {
        ChunkGrid expected = of(definition.calendar(), chunk);
        Instant expectedStart = Instant.ofEpochMilli(expected.startMillis);
        Instant start = rules.start(recordedStart, expectedStart);
        int recorded = codec.slots(dtype, data);
        ChunkGrid found = new ChunkGrid(
                definition.calendar(), chunk, start.toEpochMilli(), recorded < 0 ? expected.slots : recorded);
        boolean sameStart = start.equals(expectedStart);
        if (definition.frequency().isCalendar()) {
            boolean shorter = rules.mayLackEnd() && found.slots < expected.slots;
            if (!sameStart || !(found.slots == expected.slots || shorter)) {
                throw expected.otherDays(found);
            }
            return found;
        }
        if (!start.equals(Instant.ofEpochMilli(found.startMillis))) {
            throw expected.offGrid(start);
        }
        expected.requireNear(found, rules.mayLackEnd());
        return found;
    }

    /**
     * Checks that the chunk is not further from the calendar than two sets of rules can be. Another program may omit
     * slots at the end, but does not add any when the start is the same.
     */
    private void requireNear(ChunkGrid found, boolean mayLackEnd) {
        long shift = ChunkCalendar.MAX_SHIFT_MILLIS;
        boolean same = found.startMillis == startMillis;
        boolean tooLong = (mayLackEnd && same) ? found.slots > slots : found.end() > end() + shift;
        boolean tooShort = !mayLackEnd && found.end() < end() - shift;
        if (tooLong || tooShort) {
            throw new ChunkFormatException((tooLong ? "expected at most " : "expected ") + slots + " values but got "
                    + found.slots
                    + ": values of two grids were written into one chunk, or it was written with other zone"
                    + " data than that of this JVM, " + ZoneData.text(calendar.zone())
                    + ", and the chunk does not show which; read it with that data, or replace the series");
        }
        if (Math.abs(found.startMillis - startMillis) > shift
                || calendar.slotOf(calendar.chunkOf(found.startMillis), found.startMillis) < 0) {
            throw offGrid(Instant.ofEpochMilli(found.startMillis));
        }
    }

    private ChunkFormatException offGrid(Instant start) {
        return new ChunkFormatException(
                "expected values from " + Instant.ofEpochMilli(startMillis)
                        + " on but got some from " + start
                        + " on: they were written on a shifted grid, which has no points in common with that"
                        + " of the store by the zone data of this JVM, " + ZoneData.text(calendar.zone())
                        + "; read them with the zone data they were written with, into a store of a finer step, or replace the series");
    }

    private ChunkFormatException otherDays(ChunkGrid found) {
        return new ChunkFormatException("expected " + slots + " local days from " + Instant.ofEpochMilli(startMillis)
                + " on but got " + found.slots + " from " + Instant.ofEpochMilli(found.startMillis) + " on: "
                + ZoneData.otherDays(calendar.zone()));
    }

    private long end() {
        return startMillis + slots * calendar.frequency().millis();
    }

    /** Returns the grid with the slots that another program omitted at the end of a chunk of the calendar. */
    public ChunkGrid filled() {
        ChunkGrid expected = of(calendar, chunk);
        return startMillis == expected.startMillis && slots < expected.slots ? expected : this;
    }

    /** Returns the instant of a slot. */
    long epochMillisAt(int slot) {
        return calendar.frequency().isCalendar()
                ? calendar.epochMillisAt(chunk, slot)
                : startMillis + slot * calendar.frequency().millis();
    }

    /** Returns whether a slot lies at exactly this instant. */
    public boolean has(long epochMillis) {
        if (calendar.frequency().isCalendar()) {
            return calendar.slotOf(chunk, epochMillis) >= 0;
        }
        long step = calendar.frequency().millis();
        long slot = Math.floorDiv(epochMillis - startMillis, step);
        return slot >= 0 && slot < slots && startMillis + slot * step == epochMillis;
    }

    /** Returns the chunk of the calendar that holds the first slot. */
    int firstChunk() {
        return calendar.chunkOf(startMillis);
    }

    /** Returns the chunk of the calendar that holds the last slot. */
    int lastChunk() {
        return slots == 0 ? firstChunk() : calendar.chunkOf(epochMillisAt(slots - 1));
    }
}

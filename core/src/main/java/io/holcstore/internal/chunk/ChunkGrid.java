package io.holcstore.internal.chunk;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.codec.ChunkCodec;
import java.time.Instant;

/**
 * Where the slots of one stored chunk lie. Its row says where the first one is and its blob how many there are: the
 * rules of the zone under which it was written may have begun or ended the chunk elsewhere than the calendar of this
 * JVM does.
 */
public record ChunkGrid(ChunkCalendar calendar, int chunk, long startMillis, int slots) {
    /** By the calendar. */
    public static ChunkGrid of(ChunkCalendar calendar, int chunk) {
        return new ChunkGrid(calendar, chunk, calendar.startMillis(chunk), calendar.slots(chunk));
    }

    /**
     * The grid of a stored chunk.
     *
     * @throws ChunkFormatException when that cannot be known, or has no place on the grid of the calendar; the message
     *     says what to do
     */
    public static ChunkGrid of(
            ChunkDefinition definition, int chunk, Instant start, String dtype, byte[] data, ChunkCodec codec) {
        return of(definition, definition.rules(), chunk, start, dtype, data, codec);
    }

    /** As the other {@code of}, of a chunk that was written by these rules, whatever those of the table it goes to. */
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
     * As far away as two sets of rules can be; another program may leave slots out at the end, and had no other reason
     * to write more of them.
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
                    + ", and which of both is not known; read it with that data, or replace the series");
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
                        + " on: they were written on a shifted grid, and no point of the"
                        + " store's is theirs by the zone data of this JVM, " + ZoneData.text(calendar.zone())
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

    /** With the slots that another program left out at the end of a chunk of the calendar. */
    public ChunkGrid filled() {
        ChunkGrid expected = of(calendar, chunk);
        return startMillis == expected.startMillis && slots < expected.slots ? expected : this;
    }

    /** The instant of a slot. */
    long epochMillisAt(int slot) {
        return calendar.frequency().isCalendar()
                ? calendar.epochMillisAt(chunk, slot)
                : startMillis + slot * calendar.frequency().millis();
    }

    /** Whether a slot lies at exactly this instant. */
    public boolean has(long epochMillis) {
        if (calendar.frequency().isCalendar()) {
            return calendar.slotOf(chunk, epochMillis) >= 0;
        }
        long step = calendar.frequency().millis();
        long slot = Math.floorDiv(epochMillis - startMillis, step);
        return slot >= 0 && slot < slots && startMillis + slot * step == epochMillis;
    }

    /** The chunk of the calendar that holds the first slot. */
    int firstChunk() {
        return calendar.chunkOf(startMillis);
    }

    /** The chunk of the calendar that holds the last slot. */
    int lastChunk() {
        return slots == 0 ? firstChunk() : calendar.chunkOf(epochMillisAt(slots - 1));
    }
}

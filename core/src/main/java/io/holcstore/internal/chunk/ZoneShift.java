package io.holcstore.internal.chunk;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Converts chunks that were written under other rules of the zone to the calendar of this JVM. Their values keep their
 * instants: the first and the last hours of such a chunk may belong to the chunk before or after it. Thread-safe.
 */
public final class ZoneShift {
    private static final TimeRange NOTHING = TimeRange.ofEpochMillis(0, 0);

    private final ChunkContext context;
    private final ChunkDefinition definition;
    private final ChunkCalendar calendar;

    ZoneShift(ChunkContext context) {
        this.context = context;
        this.definition = context.definition();
        this.calendar = definition.calendar();
    }

    ChunkDefinition definition() {
        return definition;
    }

    /**
     * Returns whether a chunk agrees with the calendar. It returns true for a damaged chunk, whose damage is found when
     * it is decoded.
     */
    boolean agrees(StoredChunk chunk, ChunkCodec codec) {
        int index = chunk.id().chunk();
        if (!startsAsExpected(chunk)) {
            return false;
        }
        try {
            int slots = codec.slots(chunk.dtype(), chunk.data());
            int expected = calendar.slots(index);
            return slots == expected
                    || slots < 0
                    || (slots < expected && definition.rules().mayLackEnd());
        } catch (ChunkFormatException e) {
            return true;
        }
    }

    /** Returns whether the chunk before the one that starts at {@code start} may reach an instant in it. */
    boolean canReachAfter(long epochMillis, long start) {
        return !definition.frequency().isCalendar() && epochMillis - start < ChunkCalendar.MAX_SHIFT_MILLIS;
    }

    /** Returns whether the chunk after the one that ends at {@code end} may begin before an instant in it. */
    boolean canReachBefore(long epochMillis, long end) {
        return !definition.frequency().isCalendar() && end - epochMillis <= ChunkCalendar.MAX_SHIFT_MILLIS;
    }

    /** Compares only the start, which needs no data. */
    boolean startsAsExpected(StoredChunk chunk) {
        Instant expected = Instant.ofEpochMilli(calendar.startMillis(chunk.id().chunk()));
        return definition.rules().start(chunk.start(), expected).equals(expected);
    }

    /**
     * Returns the live chunks of one series in order of time, cut as in the calendar: the same list when all of them
     * agree with it. A chunk at either end of the result contains only values of the given chunks.
     *
     * @throws ChunkFormatException when a value does not lie on the grid, or two chunks have different values at one
     *      instant
     */
    List<StoredChunk> laid(List<StoredChunk> chunks, Workspace workspace) {
        return laid(chunks, NOTHING, workspace);
    }

    /**
     * Does the same as {@link #laid(List, Workspace)}, except that in a range either of two values at one instant may
     * win.
     */
    List<StoredChunk> laid(List<StoredChunk> chunks, TimeRange anyOf, Workspace workspace) {
        for (StoredChunk chunk : chunks) {
            if (!agrees(chunk, workspace.codec())) {
                return new Laying(chunks.get(0).id().key(), anyOf, workspace).lay(chunks);
            }
        }
        return chunks;
    }

    /** Returns the grid of a chunk as it is stored. Its exceptions name the chunk. */
    public ChunkGrid gridOf(StoredChunk chunk, ChunkCodec codec) {
        ChunkId id = chunk.id();
        try {
            return ChunkGrid.of(definition, id.chunk(), chunk.start(), chunk.dtype(), chunk.data(), codec);
        } catch (ChunkFormatException e) {
            throw named(id.key(), id.chunk(), String.valueOf(e.getMessage()));
        }
    }

    private ChunkFormatException named(SeriesKey key, int chunk, String what) {
        return ChunkFormatException.ofChunk(
                definition.name() + ", " + key + ", chunk " + chunk + ": " + what,
                null,
                definition.name(),
                key.toString(),
                chunk,
                Instant.ofEpochMilli(calendar.startMillis(chunk)));
    }

    /** Collects the values of one series by chunk. */
    private final class Laying {
        private final SeriesKey key;
        private final TimeRange anyOf;
        private final Workspace workspace;
        private final NavigableMap<Integer, double[]> values = new TreeMap<>();

        Laying(SeriesKey key, TimeRange anyOf, Workspace workspace) {
            this.key = key;
            this.anyOf = anyOf;
            this.workspace = workspace;
        }

        List<StoredChunk> lay(List<StoredChunk> chunks) {
            NavigableMap<Integer, StoredChunk> result = new TreeMap<>();
            for (StoredChunk chunk : chunks) {
                if (agrees(chunk, workspace.codec())) {
                    result.put(chunk.id().chunk(), chunk);
                } else {
                    spread(chunk, gridOf(chunk, workspace.codec()));
                }
            }
            for (int index : List.copyOf(values.keySet())) {
                StoredChunk same = result.get(index);
                if (same != null) {
                    spread(same, gridOf(same, workspace.codec()));
                }
            }
            values.forEach((index, laid) -> put(result, index, laid));
            return List.copyOf(result.values());
        }

        private void spread(StoredChunk chunk, ChunkGrid grid) {
            double[] decoded = new double[grid.slots()];
            context.decode(workspace, chunk, grid, decoded);
            for (int slot = 0; slot < decoded.length; slot++) {
                if (!Double.isNaN(decoded[slot])) {
                    put(chunk.id().chunk(), grid.epochMillisAt(slot), decoded[slot]);
                }
            }
        }

        private void put(int from, long time, double value) {
            int index = calendar.chunkOf(time);
            int slot = calendar.slotOf(index, time);
            if (slot < 0) {
                throw named(key, from, "its value at " + Instant.ofEpochMilli(time) + " does not lie on the grid");
            }
            double[] laid = values.computeIfAbsent(index, each -> {
                double[] empty = new double[calendar.slots(each)];
                Arrays.fill(empty, Double.NaN);
                return empty;
            });
            boolean other = !Double.isNaN(laid[slot])
                    && Double.doubleToRawLongBits(laid[slot]) != Double.doubleToRawLongBits(value);
            if (other && !anyOf.contains(time)) {
                throw named(
                        key,
                        from,
                        "two rows have a value at " + Instant.ofEpochMilli(time) + ", " + laid[slot] + " and " + value
                                + ": they were written under different rules of the zone " + calendar.zone()
                                + "; erase that instant and merge the right value");
            }
            laid[slot] = value;
        }

        private void put(NavigableMap<Integer, StoredChunk> result, int index, double[] laid) {
            int count = ChunkRows.countValues(laid, 0, laid.length);
            if (count == 0) {
                result.remove(index);
                return;
            }
            result.put(
                    index,
                    new StoredChunk(
                            new ChunkId(key, index),
                            false,
                            workspace.codec().dtype(),
                            count,
                            Instant.ofEpochMilli(calendar.startMillis(index)),
                            workspace.codec().encode(laid, 0, laid.length)));
        }
    }
}

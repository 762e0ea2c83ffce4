package io.holcstore.internal.chunk;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.codec.GapConsumer;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.verb.IdlePool;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.internal.verb.WritePath;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.StoreOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;

/**
 * The state that all verbs of one opened chunk store share, including the conversion of chunks to the calendar and idle
 * workspaces. Thread-safe.
 */
public final class ChunkContext extends StoreContext<ChunkDefinition, ChunkTable> implements WritePath<Placement> {
    private final ChunkDefinition definition;
    private final IdlePool<Workspace> workspaces = new IdlePool<>(this::newWorkspace);
    private final ZoneShift shift;

    public ChunkContext(ChunkDefinition definition, StoreOptions options) {
        super(definition, options, definition::table);
        this.definition = definition;
        this.shift = new ZoneShift(this);
    }

    @Override
    public Placement prepare(SeriesKey key, Series series) {
        return Placement.of(
                definition,
                definition.canonical(Objects.requireNonNull(key, "key")),
                Objects.requireNonNull(series, "series"));
    }

    /** A series that is read without a grid may have points that lie equally far apart. */
    @Override
    public Placement prepareCopy(SeriesKey key, Series series) {
        return Placement.ofStored(definition, key, series);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker")
    public ChunkWriter writer(Connection connection) throws SQLException {
        return new ChunkWriter(this, connection);
    }

    private Workspace newWorkspace() {
        int slotsPerDay = definition.calendar().slotsPerDay();
        return new Workspace(this, ChunkCodec.of(definition.encoding(), slotsPerDay));
    }

    void giveBack(Workspace workspace) {
        workspaces.giveBack(workspace);
    }

    /** Returns the conversion of chunks to the calendar. */
    public ZoneShift shift() {
        return shift;
    }

    public Workspace workspace() {
        return workspaces.borrow();
    }

    /**
     * Decodes the slots {@code [fromSlot, toSlot)} of a stored chunk that agrees with the calendar. Its exceptions name
     * the store, the series and the chunk.
     */
    void decode(Workspace workspace, StoredChunk chunk, int fromSlot, int toSlot, double[] dest, int at) {
        try {
            int stored = stored(workspace, chunk);
            int to = Math.min(toSlot, stored);
            if (fromSlot < to) {
                requireCounted(
                        chunk, workspace.codec().decode(chunk.dtype(), chunk.data(), stored, fromSlot, to, dest, at));
            }
            Arrays.fill(dest, at + Math.max(0, to - fromSlot), at + toSlot - fromSlot, Double.NaN);
        } catch (ChunkFormatException e) {
            throw damaged(chunk, e);
        }
    }

    /** Decodes all slots of a stored chunk that agrees with the calendar into an array of the workspace. */
    double[] decode(Workspace workspace, StoredChunk chunk) {
        int slots = slots(chunk);
        double[] values = workspace.chunk(slots);
        decode(workspace, chunk, 0, slots, values, 0);
        return values;
    }

    /**
     * Finds the longest runs of slots without a value, and decodes only what the encoding requires. Throws the
     * exceptions of {@link #decode}.
     */
    void forEachGap(Workspace workspace, StoredChunk chunk, GapConsumer consumer) {
        try {
            int stored = stored(workspace, chunk);
            requireCounted(chunk, workspace.codec().forEachGap(chunk.dtype(), chunk.data(), stored, consumer));
            if (stored < slots(chunk)) {
                consumer.gap(stored, slots(chunk));
            }
        } catch (ChunkFormatException e) {
            throw damaged(chunk, e);
        }
    }

    /** Decodes all slots of a stored chunk on its grid. Throws the exceptions of {@link #decode}. */
    public void decode(Workspace workspace, StoredChunk chunk, ChunkGrid grid, double[] dest) {
        try {
            requireCounted(
                    chunk,
                    workspace.codec().decode(chunk.dtype(), chunk.data(), grid.slots(), 0, grid.slots(), dest, 0));
        } catch (ChunkFormatException e) {
            throw damaged(chunk, e);
        }
    }

    /** Checks that the blob has as many values as the row states, because some reads only use the row. */
    private static void requireCounted(StoredChunk chunk, int found) {
        if (found != chunk.valueCount() && found != ChunkCodec.UNKNOWN && chunk.valueCount() != ChunkCodec.UNKNOWN) {
            throw new ChunkFormatException(
                    "expected " + chunk.valueCount() + " values as in value_count, but got " + found);
        }
    }

    /** Returns how many of the chunk's slots are in the blob: another program may omit slots at its end. */
    private int stored(Workspace workspace, StoredChunk chunk) {
        int slots = slots(chunk);
        if (!definition.rules().mayLackEnd()) {
            return slots;
        }
        int recorded = workspace.codec().slots(chunk.dtype(), chunk.data());
        return recorded < 0 ? slots : Math.min(recorded, slots);
    }

    private int slots(StoredChunk chunk) {
        return definition.calendar().slots(chunk.id().chunk());
    }

    private ChunkFormatException damaged(StoredChunk chunk, ChunkFormatException e) {
        int index = chunk.id().chunk();
        return ChunkFormatException.ofChunk(
                definition.name() + ", " + chunk.id().key() + ", chunk " + index + " (from "
                        + chunk.start() + "): " + e.getMessage()
                        + "; to continue without it, replace the series or delete the row",
                e,
                definition.name(),
                chunk.id().key().toString(),
                index,
                chunk.start());
    }
}

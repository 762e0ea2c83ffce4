package io.holcstore.internal.chunk;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.codec.GapConsumer;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.verb.IdlePool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What all verbs of one opened store share: its definition, its statements once the database is known, and idle workspaces. Thread-safe. */
public final class ChunkContext {
    private final ChunkDefinition definition;
    private final IdlePool<Workspace> workspaces = new IdlePool<>(this::newWorkspace);
    private volatile @Nullable ChunkTable table;
    private final ZoneShift shift;
    private volatile boolean writable;

    public ChunkContext(ChunkDefinition definition) {
        this.definition = definition;
        this.shift = new ZoneShift(this);
    }

    private Workspace newWorkspace() {
        int slotsPerDay = definition.calendar().slotsPerDay();
        return new Workspace(this, ChunkCodec.of(definition.encoding(), slotsPerDay));
    }

    void giveBack(Workspace workspace) {
        workspaces.giveBack(workspace);
    }

    public ChunkDefinition definition() {
        return definition;
    }

    /** Lays chunks onto the calendar. */
    public ZoneShift shift() {
        return shift;
    }

    public Workspace workspace() {
        return workspaces.borrow();
    }

    /**
     * The statements of the store, for reading. The first call asks the database which it is and compares the settings recorded there with the
     * definition; the encoding may be another, because each chunk says how it is coded.
     *
     * @throws SchemaMismatchException when they differ or there are none
     */
    public ChunkTable table(Connection connection) throws SQLException {
        ChunkTable known = table;
        if (known == null) {
            known = definition.table(Dialects.of(connection));
            SqlSchema.requireReadable(definition.spec(), connection);
            table = known;
        }
        return known;
    }

    /**
     * The statements of the store, for writing: other programs may count on the encoding that is recorded.
     *
     * @throws SchemaMismatchException when any setting differs or there are none
     */
    public ChunkTable writableTable(Connection connection) throws SQLException {
        ChunkTable known = table(connection);
        if (!writable) {
            SqlSchema.requireWritable(definition.spec(), connection);
            writable = true;
        }
        return known;
    }

    /**
     * Decodes the slots {@code [fromSlot, toSlot)} of a stored chunk that agrees with the calendar; an exception names the store, the series and the
     * chunk.
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

    /** Finds the longest runs of slots without a value, as far as the encoding allows without decoding the rest; errors as {@link #decode}. */
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

    /** Decodes all slots of a stored chunk, which lie on a grid; errors as {@link #decode}. */
    public void decode(Workspace workspace, StoredChunk chunk, ChunkGrid grid, double[] dest) {
        try {
            requireCounted(
                    chunk,
                    workspace.codec().decode(chunk.dtype(), chunk.data(), grid.slots(), 0, grid.slots(), dest, 0));
        } catch (ChunkFormatException e) {
            throw damaged(chunk, e);
        }
    }

    /** What is counted without the blob must be what the blob has, wherever it says how many that are. */
    private static void requireCounted(StoredChunk chunk, int found) {
        if (found != chunk.valueCount() && found != ChunkCodec.UNKNOWN && chunk.valueCount() != ChunkCodec.UNKNOWN) {
            throw new ChunkFormatException(
                    "expected " + chunk.valueCount() + " values, as value_count says, but got " + found);
        }
    }

    /** How many of the chunk's slots are in the blob: another program may leave some out at the end. */
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
                        + "; replace the series, or delete the row, to go on without it",
                e,
                definition.name(),
                chunk.id().key().toString(),
                index,
                chunk.start());
    }
}

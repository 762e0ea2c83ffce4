package io.holcstore.internal.chunk;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Moves the values of chunks that were written under other rules of the zone to the chunks of the calendar, together
 * with those of chunks that they share an hour with. It runs in the transaction of a writer that holds the lock of
 * their series.
 */
final class Relay {
    private final ZoneShift shift;
    private final ChunkTable table;
    private final Connection connection;
    private final Workspace workspace;
    private final ChunkCalendar calendar;
    private final @Nullable HoleFiller holes;

    Relay(
            ChunkContext context,
            ChunkTable table,
            Connection connection,
            Workspace workspace,
            @Nullable HoleFiller holes) {
        this.holes = holes;
        this.shift = context.shift();
        this.table = table;
        this.connection = connection;
        this.workspace = workspace;
        this.calendar = context.definition().calendar();
    }

    /** Returns whether a chunk has values and its position differs from the calendar. */
    boolean isForeign(StoredChunk chunk) {
        return !chunk.deleted() && !shift.agrees(chunk, workspace.codec());
    }

    /**
     * Converts these chunks, of any number of series, to the calendar.
     *
     * @param anyOf the range in which either of two values at the same instant may win
     */
    void lay(Collection<ChunkId> foreign, TimeRange anyOf) throws SQLException {
        Map<SeriesKey, TreeSet<Integer>> series = new TreeMap<>(SeriesKey.ORDER);
        foreign.forEach(
                id -> series.computeIfAbsent(id.key(), key -> new TreeSet<>()).add(id.chunk()));
        for (Map.Entry<SeriesKey, TreeSet<Integer>> each : series.entrySet()) {
            lay(each.getKey(), each.getValue(), anyOf);
        }
        if (holes != null && !series.isEmpty()) {
            holes.fill(List.copyOf(series.keySet())); // shift leaves out rows that contain only NaN
        }
    }

    private void lay(SeriesKey key, Set<Integer> concerned, TimeRange anyOf) throws SQLException {
        Map<Integer, StoredChunk> rows = rows(key, concerned);
        List<StoredChunk> live =
                rows.values().stream().filter(chunk -> !chunk.deleted()).toList();
        Map<Integer, StoredChunk> laid = new HashMap<>();
        shift.laid(live, anyOf, workspace).forEach(chunk -> laid.put(chunk.id().chunk(), chunk));
        List<ChunkRow> inserts = new ArrayList<>();
        List<ChunkRow> updates = new ArrayList<>();
        List<ChunkId> deletes = new ArrayList<>();
        for (int index : concerned) {
            StoredChunk row = rows.get(index);
            StoredChunk now = laid.get(index);
            if (now != null && !now.equals(row)) { // equal when the chunk agreed with the calendar
                (row == null ? inserts : updates).add(row(now));
            } else if (now == null && row != null && !row.deleted()) {
                deletes.add(row.id());
            }
        }
        table.update(connection, updates);
        table.delete(connection, deletes);
        insert(inserts);
    }

    /** Returns the rows of the series at these chunks and at the chunks that their values belong to, which it adds. */
    private Map<Integer, StoredChunk> rows(SeriesKey key, Set<Integer> concerned) throws SQLException {
        Map<Integer, StoredChunk> rows = new TreeMap<>();
        TreeSet<Integer> wanted = new TreeSet<>(concerned);
        while (!wanted.isEmpty()) {
            List<ChunkId> ids =
                    wanted.stream().map(index -> new ChunkId(key, index)).toList();
            TreeSet<Integer> more = new TreeSet<>();
            for (List<ChunkId> group : Statements.groups(ids)) {
                for (StoredChunk chunk : table.chunks(connection, group)) {
                    rows.put(chunk.id().chunk(), chunk);
                    if (isForeign(chunk)) {
                        ChunkGrid grid = shift.gridOf(chunk, workspace.codec());
                        for (int index = grid.firstChunk(); index <= grid.lastChunk(); index++) {
                            more.add(index);
                        }
                    }
                }
            }
            more.removeAll(concerned);
            concerned.addAll(more);
            wanted = more;
        }
        return rows;
    }

    private ChunkRow row(StoredChunk chunk) {
        ChunkGrid grid = ChunkGrid.of(calendar, chunk.id().chunk());
        double[] values = workspace.chunk(grid.slots());
        workspace.codec().decode(chunk.dtype(), chunk.data(), grid.slots(), values, 0);
        return ChunkRows.row(shift.definition(), grid, workspace.codec(), chunk.id(), values);
    }

    private void insert(List<ChunkRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (RowInserter inserter = table.inserter(connection)) {
            for (ChunkRow row : rows) {
                inserter.add(row);
            }
            inserter.finish();
        }
    }
}

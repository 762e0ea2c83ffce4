package io.holcstore.internal.chunk;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.calendar.Window;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.chunk.ChunkReach;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Erases the points of a range from series, for a {@link ChunkWriter}. */
final class ChunkEraser {
    private final ChunkContext context;
    private final ChunkCalendar calendar;
    private final ChunkTable table;
    private final Connection connection;
    private final Workspace workspace;
    private final Relay relay;
    private final @Nullable HoleFiller holes;
    private final WriteTally tally;

    ChunkEraser(
            ChunkContext context,
            ChunkTable table,
            Connection connection,
            Workspace workspace,
            Relay relay,
            @Nullable HoleFiller holes,
            WriteTally tally) {
        this.context = context;
        this.calendar = context.definition().calendar();
        this.table = table;
        this.connection = connection;
        this.workspace = workspace;
        this.relay = relay;
        this.holes = holes;
        this.tally = tally;
    }

    /**
     * Returns the chunks in the range, converted to the calendar. Where two rows have values at the same instant,
     * either may win, because the value is erased anyway.
     */
    private List<StoredChunk> chunksToErase(SeriesKey key, TimeRange range) throws SQLException {
        ChunkReach reach = new SeriesReader(context).reach(range);
        List<StoredChunk> chunks = table.chunksToWrite(connection, key, reach);
        List<ChunkId> foreign =
                chunks.stream().filter(relay::isForeign).map(StoredChunk::id).toList();
        if (foreign.isEmpty()) {
            return chunks;
        }
        relay.lay(foreign, range);
        return table.chunksToWrite(connection, key, reach);
    }

    void erase(SeriesKey key, TimeRange range) throws SQLException {
        if (!range.isEmpty()) {
            table.locks().lock(connection, List.of(key));
            eraseLocked(key, range);
            table.locks().refresh(connection, List.of(key));
        }
    }

    void erase(KeyFilter filter, TimeRange range) throws SQLException {
        if (range.isEmpty()) {
            return;
        }
        ChunkReach reach = new SeriesReader(context).reach(range);
        for (List<SeriesKey> group : Statements.groups(table.locks().lock(connection, filter))) {
            long deleted = context.definition().rules().hasTimes() ? deleteWithin(group, range) : 0;
            List<SeriesKey> cut = table.having(connection, group, reach);
            for (SeriesKey key : cut) {
                eraseLocked(key, range);
            }
            table.locks().refresh(connection, deleted > 0 ? group : cut);
        }
    }

    private long deleteWithin(List<SeriesKey> series, TimeRange range) throws SQLException {
        long[] deleted = table.deleteWithin(connection, series, range.startMillis(), range.endMillis());
        tally.deleted += deleted[0];
        tally.points += deleted[1];
        return deleted[0];
    }

    private void eraseLocked(SeriesKey key, TimeRange range) throws SQLException {
        List<ChunkRow> updates = new ArrayList<>();
        Set<Integer> emptied = new TreeSet<>();
        Set<Integer> empty = new TreeSet<>(); // includes those that had no value before
        for (StoredChunk chunk : chunksToErase(key, range)) {
            int index = chunk.id().chunk();
            TimeRange bounds = TimeRange.ofEpochMillis(calendar.startMillis(index), calendar.endMillis(index));
            Window window = calendar.window(range.intersect(bounds));
            if (window.size() == 0) {
                continue;
            }
            double[] values = context.decode(workspace, chunk);
            int slots = calendar.slots(index);
            int from = window.fromSlot(index);
            int to = window.toSlot(index);
            int erased = ChunkRows.countValues(values, from, to);
            Arrays.fill(values, from, to, Double.NaN);
            if (ChunkRows.countValues(values, 0, slots) == 0) {
                empty.add(index);
                tally.deleted += erased > 0 && emptied.add(index) ? 1 : 0;
            } else if (erased == 0) {
                tally.unchanged++;
            } else {
                updates.add(ChunkRows.row(
                        context.definition(), ChunkGrid.of(calendar, index), workspace.codec(), chunk.id(), values));
            }
            tally.points += erased;
        }
        tally.updated += updates.size();
        Set<Integer> deletes = holes == null || empty.isEmpty() ? empty : holes.ends(key, empty);
        for (int chunk : emptied) {
            if (holes != null && !deletes.contains(chunk)) {
                updates.add(holes.nan(new ChunkId(key, chunk)));
            }
        }
        table.update(connection, updates);
        updates.forEach(row -> tally.bytes += row.data().length);
        table.delete(
                connection,
                deletes.stream().map(chunk -> new ChunkId(key, chunk)).toList());
    }
}

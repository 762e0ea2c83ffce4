package io.holcstore.internal.django;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.chunk.ChunkGrid;
import io.holcstore.internal.chunk.ChunkRows;
import io.holcstore.internal.chunk.HoleFiller;
import io.holcstore.internal.chunk.Workspace;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fills holes of series in a table of the Python application, within a transaction that has locked these series. The
 * application expects a row for each chunk between the first and the last of a series, filled with NaN where there are
 * no values. When a row is missing, its {@code yield_many_ts} fails for the whole table. {@link WriteResult} does not
 * count such chunks. Not thread-safe.
 */
final class DjangoHoles implements HoleFiller {
    /**
     * The application counts nanoseconds in 64 bits, from 1677 to 2262. It fails for series with other times anyway.
     */
    private static final long FIRST_MILLIS = Long.MIN_VALUE / 1_000_000;

    private static final long LAST_MILLIS = Long.MAX_VALUE / 1_000_000;

    private final ChunkContext context;
    private final ChunkTable table;
    private final Connection connection;
    private final Workspace workspace;
    private final WriteTally tally;

    DjangoHoles(ChunkContext context, ChunkTable table, Connection connection, Workspace workspace, WriteTally tally) {
        this.context = context;
        this.table = table;
        this.connection = connection;
        this.workspace = workspace;
        this.tally = tally;
    }

    /** Returns whether the application can read a chunk, and so expects the chunks between it and another one. */
    static boolean isExpected(ChunkCalendar calendar, int chunk) {
        return calendar.startMillis(chunk) >= FIRST_MILLIS && calendar.endMillis(chunk) <= LAST_MILLIS;
    }

    @Override
    public void fill(List<SeriesKey> series) throws SQLException {
        List<StoredChunk> index = table.index(connection, series);
        Map<SeriesKey, NavigableSet<Integer>> live = live(index);
        Set<ChunkId> tombstones = new HashSet<>();
        index.stream().filter(StoredChunk::deleted).forEach(chunk -> tombstones.add(chunk.id()));
        List<ChunkRow> inserts = new ArrayList<>();
        List<ChunkRow> updates = new ArrayList<>();
        ChunkCalendar calendar = context.definition().calendar();
        live.forEach((key, chunks) -> {
            chunks.removeIf(chunk -> !isExpected(calendar, chunk));
            int last = chunks.isEmpty() ? 0 : chunks.last();
            for (int chunk = chunks.isEmpty() ? last : chunks.first(); chunk < last; chunk++) {
                ChunkId id = new ChunkId(key, chunk);
                if (!chunks.contains(chunk)) {
                    (tombstones.contains(id) ? updates : inserts).add(nan(id));
                }
            }
        });
        write(inserts, updates);
    }

    private static Map<SeriesKey, NavigableSet<Integer>> live(List<StoredChunk> index) {
        Map<SeriesKey, NavigableSet<Integer>> live = new HashMap<>();
        for (StoredChunk chunk : index) {
            if (!chunk.deleted()) {
                live.computeIfAbsent(chunk.id().key(), any -> new TreeSet<>())
                        .add(chunk.id().chunk());
            }
        }
        return live;
    }

    @Override
    public ChunkRow nan(ChunkId id) {
        ChunkCalendar calendar = context.definition().calendar();
        int slots = calendar.slots(id.chunk());
        return ChunkRows.row(
                context.definition(),
                ChunkGrid.of(calendar, id.chunk()),
                workspace.codec(),
                id,
                workspace.emptyChunk(slots));
    }

    private void write(List<ChunkRow> inserts, List<ChunkRow> updates) throws SQLException {
        if (!inserts.isEmpty()) {
            try (RowInserter inserter = table.inserter(connection)) {
                for (ChunkRow row : inserts) {
                    inserter.add(row);
                }
                inserter.finish();
            }
        }
        table.update(connection, updates);
        for (List<ChunkRow> rows : List.of(inserts, updates)) {
            rows.forEach(row -> tally.bytes += row.data().length);
        }
    }

    @Override
    public Set<Integer> ends(SeriesKey key, Set<Integer> empty) throws SQLException {
        NavigableSet<Integer> live = live(table.index(connection, List.of(key))).getOrDefault(key, new TreeSet<>());
        Set<Integer> ends = end(key, live, empty);
        ends.addAll(end(key, live.descendingSet(), empty));
        return ends;
    }

    private Set<Integer> end(SeriesKey key, Set<Integer> fromTheEnd, Set<Integer> empty) throws SQLException {
        Set<Integer> end = new HashSet<>();
        for (int chunk : fromTheEnd) {
            boolean goes = empty.contains(chunk) || (!end.isEmpty() && isNan(new ChunkId(key, chunk)));
            if (!goes) {
                break;
            }
            end.add(chunk);
        }
        return end;
    }

    private boolean isNan(ChunkId id) throws SQLException {
        for (StoredChunk chunk : table.chunks(connection, List.of(id))) {
            ChunkGrid grid = context.shift().gridOf(chunk, workspace.codec());
            double[] values = workspace.emptyChunk(grid.slots());
            context.decode(workspace, chunk, grid, values);
            if (ChunkRows.countValues(values, 0, grid.slots()) > 0) {
                return false;
            }
        }
        return true;
    }
}

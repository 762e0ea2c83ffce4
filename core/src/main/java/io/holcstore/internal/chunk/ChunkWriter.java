package io.holcstore.internal.chunk;

import io.holcstore.error.SeriesExistsException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.chunk.ChunkReach;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.Neighbours;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.series.Locked;
import io.holcstore.internal.verb.Batch;
import io.holcstore.internal.verb.SeriesWriter;
import io.holcstore.internal.verb.WriteMode;
import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SeriesWriter} of calendar chunks. It reads, combines and writes only the chunks that a series has points
 * in.
 */
public final class ChunkWriter implements SeriesWriter<Placement> {
    /** The most values of chunks that are read at once to be combined: 8 MiB as doubles, and usually less as blobs. */
    private static final int VALUES_AT_ONCE = 1 << 20;

    private static final TimeRange NOTHING = TimeRange.ofEpochMillis(0, 0);

    private final ChunkContext context;
    private final ChunkCalendar calendar;
    private final ChunkTable table;
    private final Connection connection;
    private final Workspace workspace;
    private final Relay relay;
    private final ChunkEraser eraser;
    private final PieceRows rows;
    private final WriteTally tally = new WriteTally();

    /** The series whose chunks were converted to the calendar. */
    private final Set<SeriesKey> relaid = new HashSet<>();

    /** Fills holes, for a table whose other application expects that there are none. */
    private final @Nullable HoleFiller holes;

    ChunkWriter(ChunkContext context, Connection connection) throws SQLException {
        this.context = context;
        this.calendar = context.definition().calendar();
        this.table = context.writableTable(connection);
        this.connection = connection;
        this.workspace = context.workspace();
        this.holes = context.definition().rules().holes(context, table, connection, workspace, tally);
        this.relay = new Relay(context, table, connection, workspace, holes);
        this.eraser = new ChunkEraser(context, table, connection, workspace, relay, holes, tally);
        this.rows = new PieceRows(context);
        table.takeTurn(connection);
    }

    @Override
    public WriteResult result() {
        return tally.result();
    }

    @Override
    public void close() {
        workspace.close();
    }

    @Override
    public void write(WriteMode mode, Collection<Placement> placements) throws SQLException {
        List<Placement> sorted = placements.stream()
                .sorted(Comparator.comparing(Placement::key, table.locks().order()))
                .toList();
        for (List<Placement> group : Statements.groups(sorted)) {
            writeGroup(mode, group);
        }
    }

    private void writeGroup(WriteMode mode, List<Placement> group) throws SQLException {
        Map<SeriesKey, Locked.Span> spans = spans(group);
        Locked locked = table.locks().lock(connection, keys(group), spans);
        Set<SeriesKey> created = locked.created();
        List<Placement> present =
                group.stream().filter(p -> !created.contains(p.key())).toList();
        Map<ChunkId, StoredChunk> index = mode == WriteMode.MERGE ? Map.of() : index(present);
        if (mode == WriteMode.INSERT) {
            requireAbsent(index);
        }
        long inserted = tally.inserted;
        insertNew(pieces(group.stream().filter(p -> created.contains(p.key())).toList()));
        writePresent(mode, present, index);
        if (holes != null && mode == WriteMode.MERGE && tally.inserted > inserted) {
            holes.fill(keys(group)); // between the stored chunks and the new ones
        }
        if (mode == WriteMode.REPLACE) {
            deleteOthers(present, index);
        }
        table.locks().refresh(connection, moved(mode, group, locked, spans));
        group.forEach(this::count);
    }

    private static Map<SeriesKey, Locked.Span> spans(List<Placement> group) {
        Map<SeriesKey, Locked.Span> spans = new HashMap<>();
        for (Placement placement : group) {
            if (placement.size() > 0) {
                spans.put(placement.key(), placement.span());
            }
        }
        return spans;
    }

    /** Returns the series whose first or last value may have changed. */
    private List<SeriesKey> moved(
            WriteMode mode, List<Placement> group, Locked locked, Map<SeriesKey, Locked.Span> spans) {
        return keys(group).stream()
                .filter(key -> mayWiden(key, locked, spans.get(key))
                        || (mode == WriteMode.REPLACE && !locked.created().contains(key)))
                .toList();
    }

    private boolean mayWiden(SeriesKey key, Locked locked, Locked.@Nullable Span span) {
        return span != null && (relaid.contains(key) || !locked.reaches(key, span));
    }

    private void count(Placement placement) {
        tally.points += placement.points();
        tally.dropped += placement.dropped();
        tally.moved += placement.moved();
    }

    private static List<SeriesKey> keys(List<Placement> placements) {
        return placements.stream().map(Placement::key).toList();
    }

    private Map<ChunkId, StoredChunk> index(List<Placement> placements) throws SQLException {
        return placements.isEmpty() ? Map.of() : byId(table.index(connection, keys(placements)));
    }

    private static Map<ChunkId, StoredChunk> byId(List<StoredChunk> chunks) {
        Map<ChunkId, StoredChunk> map = new HashMap<>();
        chunks.forEach(chunk -> map.put(chunk.id(), chunk));
        return map;
    }

    private void requireAbsent(Map<ChunkId, StoredChunk> index) {
        for (StoredChunk chunk : index.values()) {
            if (!chunk.deleted()) {
                String store = context.definition().name();
                String key = chunk.id().key().toString();
                throw new SeriesExistsException(
                        store + " already has data of " + key + ": merge adds to it, replace stores another series",
                        store,
                        key);
            }
        }
    }

    /** Inserts chunks of new series, which need no read. */
    private void insertNew(List<Piece> pieces) throws SQLException {
        if (pieces.isEmpty()) {
            return;
        }
        try (RowInserter inserter = table.inserter(connection)) {
            rows.fresh(pieces, (piece, row) -> {
                inserter.add(Objects.requireNonNull(row));
                tally.inserted += piece.count();
                tally.bytes += row.data().length;
            });
            inserter.finish();
        }
    }

    private static List<Piece> pieces(List<Placement> placements) {
        List<Piece> pieces = new ArrayList<>();
        for (Placement placement : placements) {
            for (int i = 0; i < placement.size(); i++) {
                pieces.add(new Piece(placement, i));
            }
        }
        return pieces;
    }

    /** Writes series that may have chunks, one slice at a time: the chunks of a slice are held in memory. */
    private void writePresent(WriteMode mode, List<Placement> placements, Map<ChunkId, StoredChunk> index)
            throws SQLException {
        List<Piece> pieces = pieces(placements);
        for (int from = 0; from < pieces.size(); ) {
            int slots = Math.max(1, calendar.slots(pieces.get(from).id().chunk()));
            int count = Math.max(1, Math.min(VALUES_AT_ONCE / slots, Statements.GROUP));
            List<Piece> slice = pieces.subList(from, Math.min(from + count, pieces.size()));
            writeSlice(mode, slice, stored(mode, slice, index));
            from += slice.size();
        }
    }

    /** Returns those chunks of the slice that are stored, with their data when the mode combines or compares. */
    private Map<ChunkId, StoredChunk> stored(WriteMode mode, List<Piece> slice, Map<ChunkId, StoredChunk> index)
            throws SQLException {
        List<ChunkId> ids = slice.stream()
                .map(Piece::id)
                .filter(id -> mode == WriteMode.MERGE || index.containsKey(id))
                .toList();
        if (mode == WriteMode.INSERT || ids.isEmpty()) {
            return index;
        }
        return byId(mode == WriteMode.MERGE ? onCalendar(slice, ids) : table.chunks(connection, ids));
    }

    /**
     * Returns the chunks to merge into. Before, it converts those that were written under other rules of the zone to
     * the calendar, together with neighbours that reach into them.
     */
    private List<StoredChunk> onCalendar(List<Piece> slice, List<ChunkId> ids) throws SQLException {
        List<ChunkId> foreign = new ArrayList<>();
        List<StoredChunk> found = table.chunks(connection, ids, neighbours(slice), (id, time) -> {
            boolean inside = time >= calendar.startMillis(id.chunk()) && time < calendar.endMillis(id.chunk());
            if (!inside) {
                foreign.add(id);
            }
        });
        found.stream().filter(relay::isForeign).map(StoredChunk::id).forEach(foreign::add);
        if (foreign.isEmpty()) {
            return found;
        }
        relay.lay(foreign, NOTHING);
        foreign.forEach(id -> relaid.add(id.key()));
        return table.chunks(connection, ids);
    }

    /** Returns the neighbours of the slice's chunks that may reach into the slice. */
    private Neighbours neighbours(List<Piece> slice) {
        List<ChunkId> before = new ArrayList<>();
        List<ChunkId> after = new ArrayList<>();
        for (int i = 0; i < slice.size(); i++) {
            ChunkId id = slice.get(i).id();
            Placement placement = slice.get(i).placement();
            if (slice.get(i).isHole()) {
                continue; // it has no points that could lie in another row
            }
            ChunkId previous = new ChunkId(id.key(), id.chunk() - 1);
            ChunkId next = new ChunkId(id.key(), id.chunk() + 1);
            if (context.shift()
                            .canReachAfter(
                                    placement.firstMillis(slice.get(i).index()), calendar.startMillis(id.chunk()))
                    && (i == 0 || !slice.get(i - 1).id().equals(previous))) {
                before.add(previous);
            }
            if (context.shift()
                            .canReachBefore(placement.lastMillis(slice.get(i).index()), calendar.endMillis(id.chunk()))
                    && (i == slice.size() - 1 || !slice.get(i + 1).id().equals(next))) {
                after.add(next);
            }
        }
        return new Neighbours(before, after);
    }

    /** Inserts new chunks first, because nothing else can run in between. */
    private void writeSlice(WriteMode mode, List<Piece> slice, Map<ChunkId, StoredChunk> stored) throws SQLException {
        insertNew(slice.stream().filter(p -> !stored.containsKey(p.id())).toList());
        List<Piece> there =
                slice.stream().filter(p -> stored.containsKey(p.id())).toList();
        Batch<ChunkRow> updates = new Batch<>(connection, table::update);
        rows.changed(mode, there, stored, (piece, row) -> {
            countChange(piece, row, Objects.requireNonNull(stored.get(piece.id())));
            if (row != null) {
                updates.add(row, row.data().length);
            }
        });
        updates.flush();
    }

    private void countChange(Piece piece, @Nullable ChunkRow row, StoredChunk old) {
        if (row == null) {
            tally.unchanged += piece.count();
            return;
        }
        tally.inserted += old.deleted() ? piece.count() : 0; // a tombstone does not count as a chunk
        tally.updated += old.deleted() ? 0 : piece.count();
        tally.deleted += old.deleted() ? 0 : 1 - piece.count();
        tally.bytes += row.data().length;
    }

    private void deleteOthers(List<Placement> placements, Map<ChunkId, StoredChunk> index) throws SQLException {
        Set<ChunkId> kept = pieces(placements).stream().map(Piece::id).collect(Collectors.toSet());
        List<ChunkId> others = index.values().stream()
                .filter(chunk -> !chunk.deleted())
                .map(StoredChunk::id)
                .filter(id -> !kept.contains(id))
                .toList();
        table.delete(connection, others);
        tally.deleted += others.size();
    }

    @Override
    public void delete(List<SeriesKey> keys) throws SQLException {
        List<SeriesKey> sorted = keys.stream().sorted(table.locks().order()).toList();
        for (List<SeriesKey> group : Statements.groups(sorted)) {
            table.locks().lock(connection, group);
            deleteLocked(group);
        }
    }

    private void deleteLocked(List<SeriesKey> keys) throws SQLException {
        for (List<SeriesKey> group : Statements.groups(keys)) {
            tally.deleted += table.deleteAll(connection, group);
            table.locks().refresh(connection, group);
        }
    }

    @Override
    public void delete(KeyFilter filter) throws SQLException {
        // By key and not by the filter, which might find chunks of a series that was created meanwhile and locked by
        // another writer.
        deleteLocked(table.locks().lock(connection, filter));
    }

    @Override
    public void erase(SeriesKey key, TimeRange range) throws SQLException {
        eraser.erase(key, range);
    }

    @Override
    public void erase(KeyFilter filter, TimeRange range) throws SQLException {
        eraser.erase(filter, range);
    }

    @Override
    public Optional<Series> read(SeriesKey key, SeriesKey other) throws SQLException {
        table.locks().lock(connection, List.of(key, other));
        return new SeriesReader(context)
                .trimmed(table.chunksToWrite(connection, key, ChunkReach.ALL), TimeRange.all(), workspace);
    }
}

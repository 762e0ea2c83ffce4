package io.holcstore.internal.feed;

import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.Origin;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.feed.Epochs;
import io.holcstore.internal.sql.feed.ReplicaTable;
import io.holcstore.internal.sql.feed.ReplicaTable.Held;
import io.holcstore.internal.sql.feed.ReplicaTable.Leftovers;
import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stores the chunks of a source within one transaction. It locks their series as every writer does, skips chunks that
 * are stored in the same state or a later one, and writes the rest.
 */
final class ChangeApplier {
    private final ChunkTable table;
    private final ReplicaTable replica;
    private final Connection connection;
    private final WriteTally tally = new WriteTally();

    ChangeApplier(ChunkContext context, Connection connection) throws SQLException {
        this.table = context.writableTable(connection);
        this.replica = new ReplicaTable(table);
        this.connection = connection;
        table.takeTurn(connection);
    }

    WriteResult result() {
        return tally.result();
    }

    /** Stores chunks. Each chunk may occur once. */
    void apply(List<ChunkRow> rows) throws SQLException {
        Set<SeriesKey> created = lock(rows);
        List<ChunkRow> absent = new ArrayList<>();
        List<ChunkRow> others = new ArrayList<>();
        for (ChunkRow row : rows) {
            if (created.contains(row.key())) { // a new series has no chunks yet
                absent.add(row);
                count(row, true);
            } else {
                others.add(row);
            }
        }
        for (List<ChunkRow> group : Statements.groups(others)) {
            applyGroup(group, absent);
        }
        insert(absent);
        refresh(rows.stream().map(ChunkRow::key).toList());
    }

    private void refresh(Collection<SeriesKey> series) throws SQLException {
        for (List<SeriesKey> group :
                Statements.groups(series.stream().distinct().toList())) {
            table.locks().refresh(connection, group);
        }
    }

    /** Locks the series of these chunks, and returns those that it created. */
    private Set<SeriesKey> lock(List<ChunkRow> rows) throws SQLException {
        Set<SeriesKey> series = new TreeSet<>(SeriesKey.ORDER);
        rows.forEach(row -> series.add(row.key()));
        Set<SeriesKey> created = new HashSet<>();
        for (List<SeriesKey> group : Statements.groups(List.copyOf(series))) {
            created.addAll(table.locks().lock(connection, group).created());
        }
        return created;
    }

    private void applyGroup(List<ChunkRow> rows, List<ChunkRow> absent) throws SQLException {
        Map<ChunkId, Held> held = new HashMap<>();
        replica.held(connection, rows.stream().map(ChangeApplier::id).toList())
                .forEach(chunk -> held.put(chunk.id(), chunk));
        List<ChunkRow> present = new ArrayList<>();
        List<ChunkRow> marked = new ArrayList<>();
        for (ChunkRow row : rows) {
            Held old = held.get(id(row));
            if (old == null) {
                absent.add(row);
                count(row, true);
            } else if (isLater(row.originOrThrow(), old)) {
                present.add(row);
                count(row, old.deleted());
            } else {
                tally.unchanged++;
                if (old.epoch() < row.originOrThrow().epoch()) { // of an earlier generation
                    marked.add(row);
                }
            }
        }
        replica.update(connection, present);
        replica.mark(connection, marked);
    }

    private static ChunkId id(ChunkRow row) {
        return new ChunkId(row.key(), row.chunk());
    }

    /**
     * Returns whether a row is newer than what is stored. Marks order the states within one epoch and its generations.
     * A state of another epoch is always newer, because the source now has that epoch.
     */
    private static boolean isLater(Origin origin, Held old) {
        return !Epochs.areGenerations(origin.epoch(), old.epoch()) || origin.sequence() > old.sequence();
    }

    /** Counts a row. A tombstone deletes nothing when there is no chunk or another tombstone. */
    private void count(ChunkRow row, boolean wasAbsent) {
        if (row.isTombstone()) {
            tally.deleted += wasAbsent ? 0 : 1;
            tally.unchanged += wasAbsent ? 1 : 0;
        } else {
            tally.inserted += wasAbsent ? 1 : 0;
            tally.updated += wasAbsent ? 0 : 1;
        }
        tally.points += row.statistics().count();
        tally.bytes += row.data().length;
    }

    private void insert(List<ChunkRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (RowInserter inserter = replica.inserter(connection)) {
            for (ChunkRow row : rows) {
                inserter.add(row);
            }
            inserter.finish();
        }
    }

    /** Deletes the live chunks of a filter that the source no longer has. */
    void delete(KeyFilter filter, Leftovers gone) throws SQLException {
        List<SeriesKey> series = replica.seriesOf(connection, filter, gone);
        series.sort(SeriesKey.ORDER);
        for (List<SeriesKey> group : Statements.groups(series)) {
            table.locks().lock(connection, group);
            tally.deleted += replica.delete(connection, group, gone);
            table.locks().refresh(connection, group);
        }
    }
}

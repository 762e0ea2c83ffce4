package io.holcstore.store;

import io.holcstore.codec.ChunkSummary;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.DefinitionException;
import io.holcstore.sql.ChunkId;
import io.holcstore.sql.ChunkRow;
import io.holcstore.sql.Origin;
import io.holcstore.time.ChunkCalendar;
import io.holcstore.time.ZoneData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes rows of the changes of a page, each checked against the replica's definition before anything is written. */
final class ChangeCheck {
    private final StoreContext context;
    private final StoreDefinition definition;
    private final ChunkCalendar calendar;

    ChangeCheck(StoreContext context) {
        this.context = context;
        this.definition = context.definition();
        this.calendar = definition.calendar();
    }

    static void requireReplicated(StoreDefinition definition) {
        if (definition.isReferenceTable()) {
            throw new DefinitionException(
                    definition.name()
                            + " is the table of another application, which has no marks that changes are found by: use that application's own protocol");
        }
        if (!definition.isReplicated()) {
            throw new DefinitionException(
                    definition.name()
                            + " is not replicated: define source and replica with replicated(), which adds the marks that changes are found by");
        }
    }

    /**
     * The rows of a page, its blobs as they are where they are of this store's encoding, coded anew where they are not.
     *
     * @throws DefinitionException when source and replica do not agree
     * @throws ChunkFormatException when a blob is damaged
     * @throws IllegalArgumentException when a key, a chunk or a time does not fit the store
     */
    List<ChunkRow> rows(ChangePage page) {
        requireReplicated(definition);
        requireSameShape(page.shape());
        List<ChunkRow> rows = new ArrayList<>(page.changes().size());
        try (Workspace workspace = context.workspace()) {
            for (Change change : page.changes()) {
                rows.add(row(change, page.next().epoch(), workspace));
            }
        }
        return rows;
    }

    private void requireSameShape(Map<String, String> source) {
        Map<String, String> here = new TreeMap<>(definition.shape());
        if (here.equals(source)) {
            return;
        }
        List<String> differences = new ArrayList<>();
        here.forEach((name, value) -> {
            String there = source.getOrDefault(name, "nothing");
            if (!value.equals(there)) {
                differences.add(name + ": the source says " + there + ", the replica " + value);
            }
        });
        source.keySet().stream()
                .filter(name -> !here.containsKey(name))
                .forEach(name -> differences.add(name + ": the replica knows of no such setting"));
        throw new DefinitionException(definition.name() + " cannot be a replica of this source; "
                + String.join("; ", differences) + ZoneData.hint(source, here));
    }

    private ChunkRow row(Change change, long epoch, Workspace workspace) {
        ChunkId id = new ChunkId(definition.canonical(change.key()), change.chunkIndex());
        Origin origin = new Origin(change.updatedAt(), epoch, change.mark());
        try {
            calendar.slots(id.chunk());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name(id) + ": " + e.getMessage(), e);
        }
        if (change.deleted()) {
            return asItIs(change, id, calendar.startMillis(id.chunk()), origin);
        }
        try {
            ChunkGrid grid = ChunkGrid.of(
                    definition,
                    id.chunk(),
                    Instant.ofEpochMilli(change.startMillis()),
                    change.dtype(),
                    change.data(),
                    workspace.codec());
            requireInside(change, id, grid);
            if (change.dtype().equals(workspace.codec().dtype())) {
                requireSame(change, grid, workspace.codec().check(change.dtype(), change.data(), grid.slots()));
                return asItIs(change, id, grid.startMillis(), origin);
            }
            return codedAnew(change, id, grid, origin, workspace);
        } catch (ChunkFormatException e) {
            throw new ChunkFormatException(name(id) + ": " + e.getMessage() + "; nothing of the page is stored", e);
        }
    }

    private String name(ChunkId id) {
        return definition.name() + ", change of " + id.key() + ", chunk " + id.chunk();
    }

    private void requireInside(Change change, ChunkId id, ChunkGrid grid) {
        boolean inside = grid.has(change.firstMillis()) && grid.has(change.lastMillis());
        if (!inside || change.valueCount() > grid.slots()) {
            throw new IllegalArgumentException(
                    name(id) + ": " + change.valueCount() + " values from " + change.firstMillis() + " to "
                            + change.lastMillis() + " are not on the grid of its " + grid.slots() + " slots");
        }
    }

    private static void requireSame(Change change, ChunkGrid grid, @Nullable ChunkSummary found) {
        if (found == null) {
            return;
        }
        boolean same = found.valueCount() == change.valueCount()
                && grid.epochMillisAt(found.firstSlot()) == change.firstMillis()
                && grid.epochMillisAt(found.lastSlot()) == change.lastMillis();
        if (!same) {
            throw new ChunkFormatException("expected " + change.valueCount() + " values from " + change.firstMillis()
                    + " to " + change.lastMillis() + " but got " + found);
        }
    }

    private static ChunkRow asItIs(Change change, ChunkId id, long startMillis, Origin origin) {
        return new ChunkRow(
                id.key(),
                id.chunk(),
                startMillis,
                change.dtype(),
                change.statistics(),
                change.firstMillis(),
                change.lastMillis(),
                change.data(),
                origin);
    }

    private ChunkRow codedAnew(Change change, ChunkId id, ChunkGrid grid, Origin origin, Workspace workspace) {
        double[] values = workspace.chunk(grid.slots());
        workspace.codec().decode(change.dtype(), change.data(), grid.slots(), values, 0);
        if (ChunkWriter.countValues(values, 0, grid.slots()) == 0) {
            throw new ChunkFormatException("expected " + change.valueCount() + " values but got none");
        }
        return ChunkWriter.row(definition, grid, workspace.codec(), id, values).from(origin);
    }
}

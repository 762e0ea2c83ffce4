package io.holcstore.internal.feed;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.DefinitionException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.chunk.ChunkGrid;
import io.holcstore.internal.chunk.ChunkRows;
import io.holcstore.internal.chunk.Workspace;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the changes of a page into rows, and checks each against the replica's definition before anything is written.
 */
public final class ChangeCheck {
    private final ChunkContext context;
    private final ChunkDefinition definition;
    private final ChunkCalendar calendar;

    ChangeCheck(ChunkContext context) {
        this.context = context;
        this.definition = context.definition();
        this.calendar = definition.calendar();
    }

    public static void requireReplicated(ChunkDefinition definition) {
        if (!definition.spec().layout().isOwn()) {
            throw new DefinitionException(
                    definition.name()
                            + " is the table of another application and has no change marks: use"
                            + " that application's own protocol",
                    definition.name(),
                    null);
        }
        if (!definition.isReplicated()) {
            throw new DefinitionException(
                    definition.name()
                            + " is not replicated: define source and replica with replicated(), which adds change"
                            + " marks",
                    definition.name(),
                    "replicated");
        }
    }

    /**
     * Returns the rows of a page. It keeps a blob whose encoding the store uses, and encodes others again. It decodes
     * all of them: number, times, sum, minimum and maximum come from the values.
     *
     * @throws DefinitionException when source and replica do not agree
     * @throws ChunkFormatException when a blob is damaged, or its values differ from what the change states
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
                differences.add(name + ": the source has " + there + ", the replica " + value);
            }
        });
        source.keySet().stream()
                .filter(name -> !here.containsKey(name))
                .forEach(name -> differences.add(name + ": the replica does not know this setting"));
        throw new DefinitionException(
                definition.name() + " cannot be a replica of this source; " + String.join("; ", differences)
                        + ZoneData.hint(source, here),
                definition.name(),
                null);
    }

    private ChunkRow row(Change change, long epoch, Workspace workspace) {
        ChunkId id = new ChunkId(definition.canonical(change.key()), change.chunk());
        Origin origin = new Origin(change.updatedAt(), epoch, change.sequence());
        try {
            calendar.slots(id.chunk());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name(id) + ": " + e.getMessage(), e);
        }
        if (change.deleted()) {
            return tombstone(change, id, origin);
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
            return decoded(change, id, grid, workspace).from(origin);
        } catch (ChunkFormatException e) {
            throw ChunkFormatException.ofChunk(
                    name(id) + ": " + e.getMessage() + "; nothing of the page is stored",
                    e,
                    definition.name(),
                    id.key().toString(),
                    id.chunk(),
                    Instant.ofEpochMilli(change.startMillis()));
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

    /** Returns the row with the statistics of its values, whatever the source states; number and times must agree. */
    private ChunkRow decoded(Change change, ChunkId id, ChunkGrid grid, Workspace workspace) {
        double[] values = workspace.chunk(grid.slots());
        workspace.codec().decode(change.dtype(), change.data(), grid.slots(), values, 0);
        if (ChunkRows.countValues(values, 0, grid.slots()) == 0) {
            throw new ChunkFormatException("expected " + change.valueCount() + " values but got none");
        }
        boolean asItIs = change.dtype().equals(workspace.codec().dtype());
        ChunkRow row = asItIs
                ? ChunkRows.row(definition, grid, id, values, change.dtype(), change.data())
                : ChunkRows.row(definition, grid, workspace.codec(), id, values);
        boolean same = row.statistics().count() == change.valueCount()
                && row.firstMillis() == change.firstMillis()
                && row.lastMillis() == change.lastMillis();
        if (!same) {
            throw new ChunkFormatException(
                    "expected " + values(change.valueCount(), change.firstMillis(), change.lastMillis()) + " but got "
                            + values(row.statistics().count(), row.firstMillis(), row.lastMillis()));
        }
        return row;
    }

    private static String values(int count, long firstMillis, long lastMillis) {
        return count + " values from " + Instant.ofEpochMilli(firstMillis) + " to " + Instant.ofEpochMilli(lastMillis);
    }

    private ChunkRow tombstone(Change change, ChunkId id, Origin origin) {
        return new ChunkRow(
                id.key(),
                id.chunk(),
                calendar.startMillis(id.chunk()),
                change.dtype(),
                change.statistics(),
                change.firstMillis(),
                change.lastMillis(),
                change.data(),
                origin);
    }
}

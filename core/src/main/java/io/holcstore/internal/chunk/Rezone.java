package io.holcstore.internal.chunk;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.chunk.ChunkReach;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Converts a whole store to the zone data of this JVM, with one transaction for each series. */
public final class Rezone {
    private static final TimeRange NOTHING = TimeRange.ofEpochMillis(0, 0);

    private final ChunkContext context;
    private final ChunkDefinition definition;
    private final Session session;
    private final Verb verb;
    private final String text;

    public Rezone(ChunkContext context, Session session) {
        this(
                context,
                session,
                Verb.of(
                        "rezone",
                        context.definition().name(),
                        () -> "rezoning " + context.definition().name()));
    }

    private Rezone(ChunkContext context, Session session, Verb verb) {
        this.context = context;
        this.definition = context.definition();
        this.session = session;
        this.verb = verb;
        this.text = "laying " + definition.name() + " onto " + ZoneData.text(definition.zone());
    }

    /** Returns how many chunks did not agree with the calendar. */
    public long run() {
        return session.whole(verb, parts -> new Rezone(context, parts, verb).laid());
    }

    private long laid() {
        boolean days = definition.frequency().isCalendar();
        long laid = 0;
        for (SeriesKey key : days ? all() : foreign()) {
            laid += session.write(verb(": " + key), connection -> {
                ChunkTable table = table(connection);
                table.takeTurn(connection);
                table.locks().lock(connection, List.of(key));
                try (Workspace workspace = context.workspace()) {
                    int moved =
                            days ? layDays(table, connection, key, workspace) : lay(table, connection, key, workspace);
                    if (moved > 0) {
                        table.locks().refresh(connection, List.of(key));
                    }
                    return moved;
                }
            });
        }
        if (days) {
            new SqlSchema(definition.spec(), session).recordDayStarts();
        }
        return laid;
    }

    private Verb verb(String which) {
        return verb.part(() -> text + which);
    }

    /** Returns the statements, including for a store of days whose recorded zone data differs. */
    private ChunkTable table(Connection connection) throws SQLException {
        SqlSchema.requireRezonable(definition.spec(), connection);
        return definition.table(Dialects.of(connection));
    }

    private List<SeriesKey> all() {
        return session.read(verb(""), connection -> table(connection).keys(connection, KeyFilter.all()));
    }

    /** Returns the series that have a chunk to convert. */
    private List<SeriesKey> foreign() {
        return session.stream(verb(""), lease -> foreign(lease.connection()));
    }

    private List<SeriesKey> foreign(Connection connection) throws SQLException {
        List<SeriesKey> found = new ArrayList<>();
        SeriesKey last = null;
        try (Workspace workspace = context.workspace();
                RowScan<StoredChunk> scan = table(connection).scan(connection, KeyFilter.all(), ChunkReach.ALL)) {
            for (StoredChunk chunk = scan.next(); chunk != null; chunk = scan.next()) {
                if (!chunk.id().key().equals(last) && !context.shift().agrees(chunk, workspace.codec())) {
                    last = chunk.id().key();
                    found.add(last);
                }
            }
        }
        return found;
    }

    private int lay(ChunkTable table, Connection connection, SeriesKey key, Workspace workspace) throws SQLException {
        Relay relay = new Relay(
                context,
                table,
                connection,
                workspace,
                definition.rules().holes(context, table, connection, workspace, new WriteTally()));
        List<ChunkId> foreign = table.chunksToWrite(connection, key, ChunkReach.ALL).stream()
                .filter(relay::isForeign)
                .map(StoredChunk::id)
                .toList();
        relay.lay(foreign, NOTHING);
        return foreign.size();
    }

    /** Keeps each local day, and changes only the times in the row. */
    private int layDays(ChunkTable table, Connection connection, SeriesKey key, Workspace workspace)
            throws SQLException {
        List<ChunkRow> rows = new ArrayList<>();
        for (StoredChunk chunk : table.chunksToWrite(connection, key, ChunkReach.ALL)) {
            int index = chunk.id().chunk();
            ChunkGrid grid = ChunkGrid.of(definition.calendar(), index);
            int slots = workspace.codec().slots(chunk.dtype(), chunk.data());
            if (slots >= 0 && slots != grid.slots() && !(definition.rules().mayLackEnd() && slots < grid.slots())) {
                throw ChunkFormatException.ofChunk(
                        definition.name() + ", " + key + ", chunk " + index + ": expected " + grid.slots()
                                + " local days from " + Instant.ofEpochMilli(grid.startMillis()) + " on but got "
                                + slots
                                + ": it is not known which days the zone skipped by the data that they were written with;"
                                + " read them with that data, and replace the series with that of this JVM, "
                                + ZoneData.text(definition.zone()),
                        null,
                        definition.name(),
                        key.toString(),
                        index,
                        Instant.ofEpochMilli(grid.startMillis()));
            }
            double[] values = workspace.chunk(grid.slots());
            context.decode(workspace, chunk, 0, grid.slots(), values, 0);
            if (ChunkRows.countValues(values, 0, grid.slots()) > 0) {
                rows.add(ChunkRows.row(definition, grid, workspace.codec(), chunk.id(), values));
            }
        }
        return table.restamp(connection, rows);
    }
}

package io.holcstore.internal.chunk;

import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.Progress;
import io.holcstore.store.Reencoding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The implementation of {@link Reencoding}, with one transaction for each series. */
public final class Reencode implements Reencoding {
    /** The number of chunks that are read and written at once. */
    private static final int CHUNKS_AT_ONCE = 16;

    private final ChunkContext context;
    private final Session session;
    private final KeyFilter filter;
    private final Progress progress;

    public Reencode(ChunkContext context, Session session, KeyFilter filter, Progress progress) {
        this.context = context;
        this.session = session;
        this.filter = filter;
        this.progress = progress;
    }

    @Override
    public Reencoding onProgress(Progress other) {
        return new Reencode(context, session, filter, Objects.requireNonNull(other, "progress"));
    }

    @Override
    public long run() {
        String store = context.definition().name();
        Verb verb = Verb.of("reencode", store, () -> "encoding again " + filter + " in " + store);
        return session.whole(verb, parts -> {
            try {
                return run(verb, parts);
            } finally {
                progress.finish();
            }
        });
    }

    private long run(Verb verb, Session parts) {
        List<SeriesKey> series = parts.read(verb.part(verb::toString), connection -> context.writableTable(connection)
                .seriesNotOf(connection, filter, dtype()));
        long written = 0;
        for (int i = 0; i < series.size(); i++) {
            SeriesKey key = series.get(i);
            written += parts.write(verb.part(() -> verb + ": " + key), connection -> write(connection, key, verb));
            progress.update(i + 1);
        }
        return written;
    }

    private String dtype() {
        try (Workspace workspace = context.workspace()) {
            return workspace.codec().dtype();
        }
    }

    private long write(Connection connection, SeriesKey key, Verb verb) throws SQLException {
        ChunkTable table = context.writableTable(connection);
        table.takeTurn(connection);
        table.locks().lock(connection, List.of(key));
        long written = 0;
        try (Workspace workspace = context.workspace()) {
            List<ChunkId> old =
                    table.chunksNotOf(connection, key, workspace.codec().dtype());
            for (List<ChunkId> part : KeyColumns.parts(old, CHUNKS_AT_ONCE)) {
                List<ChunkRow> rows = new ArrayList<>();
                for (StoredChunk chunk : table.chunks(connection, part)) {
                    ChunkRow row = row(chunk, workspace);
                    verb.count(0, row.statistics().count(), row.data().length);
                    rows.add(row);
                }
                table.update(connection, rows);
                written += rows.size();
            }
        }
        verb.count(1, 0, 0);
        return written;
    }

    /**
     * Returns a row with the same values at the same times, even if the chunk was written under other rules of the
     * zone.
     */
    private ChunkRow row(StoredChunk chunk, Workspace workspace) {
        ChunkGrid grid = context.shift().gridOf(chunk, workspace.codec());
        double[] values = workspace.chunk(grid.slots());
        context.decode(workspace, chunk, grid, values);
        return ChunkRows.row(context.definition(), grid, workspace.codec(), chunk.id(), values);
    }
}

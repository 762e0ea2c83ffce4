package io.holcstore.internal.chunk;

import io.holcstore.internal.verb.BulkSink;
import io.holcstore.internal.verb.WriteMode;
import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Series for a chunk store. */
public final class ChunkSink implements BulkSink {
    private final ChunkContext context;
    private final Map<SeriesKey, Placement> held = new LinkedHashMap<>();
    private @Nullable Workspace workspace;
    private @Nullable ChunkWriter writer;

    public ChunkSink(ChunkContext context) {
        this.context = context;
    }

    @Override
    public SeriesKey canonical(SeriesKey key) {
        return context.definition().canonical(key);
    }

    @Override
    public boolean holds(SeriesKey canonical) {
        return held.containsKey(canonical);
    }

    @Override
    public int hold(SeriesKey canonical, Series series) {
        Placement placement = Placement.of(context.definition(), canonical, series);
        held.put(canonical, placement);
        return placement.dropped();
    }

    @Override
    public int size() {
        return held.size();
    }

    @Override
    public void write(Connection connection) throws SQLException {
        if (writer == null) {
            workspace = context.workspace();
            writer = new ChunkWriter(context, connection, workspace);
        }
        writer.write(WriteMode.MERGE, new ArrayList<>(held.values()));
        held.clear();
    }

    @Override
    public WriteResult result() {
        return writer == null ? new WriteTally().result() : writer.result();
    }

    @Override
    public void close() {
        held.clear();
        if (workspace != null) {
            workspace.close();
        }
    }
}

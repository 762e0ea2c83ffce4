package io.holcstore.internal.keyed;

import io.holcstore.internal.verb.BulkSink;
import io.holcstore.internal.verb.WriteMode;
import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Series for a keyed store. */
public final class KeyedSink implements BulkSink {
    private final KeyedContext context;
    private final Map<SeriesKey, Series> held = new HashMap<>();
    private @Nullable SeriesCoder coder;
    private @Nullable KeyedWriter writer;

    public KeyedSink(KeyedContext context) {
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
        held.put(canonical, context.storable(canonical, series));
        return 0; // it has no grid
    }

    @Override
    public int size() {
        return held.size();
    }

    @Override
    public void write(Connection connection) throws SQLException {
        if (writer == null) {
            coder = context.coder();
            writer = new KeyedWriter(context, connection, coder);
        }
        writer.write(WriteMode.MERGE, held);
        held.clear();
    }

    @Override
    public WriteResult result() {
        return writer == null ? new WriteTally().result() : writer.result();
    }

    @Override
    public void close() {
        held.clear();
        if (coder != null) {
            coder.close();
        }
    }
}

package io.holcstore.internal.chunk;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** The upkeep of a store of chunks. */
public final class ChunkUpkeep implements SqlSchema.Upkeep {
    private final ChunkContext context;
    private final Session session;

    public ChunkUpkeep(ChunkContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    @Override
    public long rezone() {
        return new Rezone(context, session).run();
    }

    @Override
    public long reindex() {
        String store = context.definition().name();
        Verb verb = Verb.of("reindex", store, () -> "reindexing the series of chunks in " + store);
        return session.write(
                verb, connection -> context.writableTable(connection).locks().reindex(connection));
    }

    /** A chunk that was written under other rules of the zone may end later than its successor begins today. */
    @Override
    public void droppedBefore(Connection connection, int chunk) throws SQLException {
        long end = context.definition().calendar().startMillis(chunk) + ChunkCalendar.MAX_SHIFT_MILLIS;
        context.writableTable(connection).locks().refreshBefore(connection, Instant.ofEpochMilli(end));
    }
}

package io.holcstore.internal.chunk;

import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.verb.SeriesSource;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assembles series from the chunks of a scan, which are ordered by key and time. */
public final class ChunkSource implements SeriesSource {
    private final TimeRange range;
    private final SeriesReader reader;
    private final Workspace workspace;
    private final RowScan<StoredChunk> scan;
    private final Verb verb;
    private @Nullable StoredChunk ahead;

    private ChunkSource(
            TimeRange range, SeriesReader reader, Workspace workspace, RowScan<StoredChunk> scan, Verb verb) {
        this.verb = verb;
        this.range = range;
        this.reader = reader;
        this.workspace = workspace;
        this.scan = scan;
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static ChunkSource open(ChunkContext context, Lease lease, KeyFilter filter, TimeRange range, Verb verb)
            throws SQLException {
        SeriesReader reader = new SeriesReader(context);
        Connection connection = lease.connection();
        RowScan<StoredChunk> scan =
                context.ahead(lease, context.table(connection).scan(connection, filter, reader.reach(range)));
        ChunkSource source = new ChunkSource(range, reader, context.workspace(), scan, verb);
        try {
            source.ahead = scan.next();
            return source;
        } catch (SQLException | RuntimeException e) {
            try {
                source.close();
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    @Override
    public @Nullable Found next() throws SQLException {
        while (ahead != null) {
            SeriesKey key = ahead.id().key();
            Optional<Series> found = reader.trimmed(chunksOf(key), range, workspace);
            if (found.isPresent()) {
                return new Found(key, found.get());
            }
        }
        return null;
    }

    private List<StoredChunk> chunksOf(SeriesKey wanted) throws SQLException {
        List<StoredChunk> chunks = new ArrayList<>();
        while (ahead != null && ahead.id().key().equals(wanted)) {
            chunks.add(ahead);
            verb.count(0, Math.max(0, ahead.valueCount()), ahead.data().length);
            ahead = scan.next();
        }
        return chunks;
    }

    @Override
    public void close() throws SQLException {
        workspace.close();
        scan.close();
    }
}

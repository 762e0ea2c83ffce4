package io.holcstore.internal.django;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.chunk.ChunkGrid;
import io.holcstore.internal.chunk.ChunkRows;
import io.holcstore.internal.chunk.Workspace;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.feed.ChangeCheck;
import io.holcstore.internal.feed.ChunkReplica;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.feed.PurgeTable;
import io.holcstore.internal.sql.feed.ReplicaTable;
import io.holcstore.internal.sql.feed.ReplicaTable.Held;
import io.holcstore.internal.store.SqlChunkStore;
import io.holcstore.internal.time.Micros;
import io.holcstore.internal.time.Years;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.WriteResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and applies changes as the protocol of the Python application needs them: chunks by the time they were written,
 * in LZ4 frames. Thread-safe.
 *
 * <p>{@code DjangoProtocol} documents which changes its clients can miss. As with
 * {@link io.holcstore.store.ChangeFeed#changes}, a crash of the server does not undo changes that clients received.
 */
public final class DjangoFeed {
    /** Before anything was written. */
    static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

    private final ChunkContext context;
    private final Session session;
    private final ChunkDefinition definition;
    private final DjangoRules rules;

    /** Returns the feed of a store that this library opened. */
    public static DjangoFeed of(ChunkStore store) {
        SqlChunkStore opened = SqlChunkStore.of(store);
        return new DjangoFeed(opened.context(), opened.session());
    }

    private DjangoFeed(ChunkContext context, Session session) {
        this.context = context;
        this.session = session;
        this.definition = context.definition();
        this.rules = new DjangoRules(definition.calendar());
    }

    /**
     * Returns chunks that were written at a time or later, including tombstones, in the order of that time, then of
     * their keys.
     *
     * @param after the last chunk of the previous page, even when chunks changed since; null for the first page
     * @param skipped how many of them to leave out, for clients that count instead
     * @throws IllegalArgumentException when the time lies outside the years 1 to 9999, {@code skipped} is negative or
     *      {@code limit} less than 1
     */
    public DjangoPage since(Instant since, KeyFilter filter, @Nullable DjangoChunk after, int skipped, int limit) {
        Years.require(since, "the time since when changes are listed");
        if (skipped < 0 || limit < 1) {
            throw new IllegalArgumentException(
                    "a page skips at least 0 chunks and has at least 1, but got " + skipped + " and " + limit);
        }
        Verb verb = verb("updates", "listing changes of ");
        return session.readToHandOut(verb, connection -> {
            UpdateTable table = new UpdateTable(context.table(connection));
            Instant before = table.settled(connection);
            DjangoChunk last = after == null ? null : after.of(definition.canonical(after.key()));
            List<DjangoChunk> found = table.page(connection, filter, since, before, last, skipped, limit + 1);
            long count = table.count(connection, filter, since, before);
            requireNothingPurged(connection, since); // last: what is purged from now on was listed
            return new DjangoPage(
                    count, found.stream().limit(limit).map(DjangoFeed::listed).toList(), found.size() > limit);
        });
    }

    /**
     * Refuses a time from which on deletions are missing. Who asks from the beginning has nothing that was deleted.
     *
     * @throws ChangeFeedResetException when tombstones of that time have been purged
     */
    private void requireNothingPurged(Connection connection, Instant since) throws SQLException {
        ChunkTable chunks = context.table(connection);
        if (!chunks.spec().hasFeed() || !since.isAfter(BEGINNING)) {
            return;
        }
        Instant purged = new PurgeTable(chunks).purgedAt(connection).orElse(BEGINNING);
        if (!since.isAfter(purged)) {
            throw new ChangeFeedResetException(
                    definition.name() + ": chunks that were deleted up to " + purged
                            + " are not listed any more, and their deletion would be missed since " + since
                            + "; empty the copy, then pull again from the beginning, " + BEGINNING,
                    definition.name(),
                    null);
        }
    }

    private Verb verb(String name, String doing) {
        return Verb.of(name, definition.name(), () -> doing + definition.name());
    }

    /** Returns the chunk with the dtype of the frame in which clients receive it. */
    private static DjangoChunk listed(DjangoChunk chunk) {
        return isFrame(chunk) ? chunk : chunk.with(ChunkCodec.FLOAT64, chunk.data());
    }

    /** Returns whether other applications can read the blob; otherwise only this library can. */
    private static boolean isFrame(DjangoChunk chunk) {
        return ChunkCodec.isFrame(chunk.dtype());
    }

    /**
     * Returns the current state of these chunks with their data. Chunks that were deleted meanwhile are left out.
     *
     * @param wanted at most 256; only key and index matter
     */
    public List<DjangoChunk> chunks(List<DjangoChunk> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<ChunkId> ids = wanted.stream().map(this::id).distinct().toList();
        List<DjangoChunk> found = session.readToHandOut(
                verb("pack", "reading chunks of "),
                connection -> new UpdateTable(context.table(connection)).chunks(connection, ids));
        Map<ChunkId, DjangoChunk> byId = new HashMap<>();
        try (Workspace workspace = context.workspace()) {
            ChunkCodec frames =
                    ChunkCodec.of(Encoding.LZ4, definition.calendar().slotsPerDay());
            found.forEach(chunk -> byId.put(id(chunk), withFrame(chunk, workspace, frames)));
        }
        return ids.stream().filter(byId::containsKey).map(byId::get).toList();
    }

    private ChunkId id(DjangoChunk chunk) {
        return new ChunkId(definition.canonical(chunk.key()), chunk.chunk());
    }

    private DjangoChunk withFrame(DjangoChunk chunk, Workspace workspace, ChunkCodec frames) {
        if (chunk.deleted()) {
            return chunk.with(listed(chunk).dtype(), ChunkCodec.emptyFrame());
        }
        if (isFrame(chunk)) {
            return chunk;
        }
        int slots = workspace.codec().slots(chunk.dtype(), chunk.data()); // counted from the start of the row
        double[] values = workspace.chunk(slots);
        workspace.codec().decode(chunk.dtype(), chunk.data(), slots, values, 0);
        return chunk.with(ChunkCodec.FLOAT64, frames.encode(values, 0, slots));
    }

    // --- replicating from the application

    /** Returns the time until which {@link #apply} stored the chunks of a source; empty when it stored none. */
    public Optional<Instant> upTo(String subscription) {
        return new ChunkReplica(context, session)
                .cursor(subscription)
                .map(cursor -> Instant.EPOCH.plus(cursor.transaction(), ChronoUnit.MICROS));
    }

    /** Returns those chunks of one source that are not stored in this state or a later one. */
    public List<DjangoChunk> notHeld(String source, List<DjangoChunk> chunks) {
        ChangeCheck.requireReplicated(definition);
        long epoch = epoch(source);
        Map<ChunkId, DjangoChunk> wanted = new LinkedHashMap<>();
        chunks.forEach(chunk -> wanted.put(id(chunk), chunk));
        return session.read(verb("upTo", "looking for chunks of "), connection -> {
            ChunkTable table = context.table(connection);
            List<ChunkId> ids = List.copyOf(wanted.keySet());
            for (List<ChunkId> group : Statements.groups(ids)) {
                for (Held held : new ReplicaTable(table).held(connection, group)) {
                    DjangoChunk chunk = wanted.get(held.id());
                    if (chunk != null && held.epoch() == epoch && held.sequence() >= sequence(chunk.updatedAt())) {
                        wanted.remove(held.id());
                    }
                }
            }
            return List.copyOf(wanted.values());
        });
    }

    /**
     * Stores chunks of a source, together with the time until which they are complete, in one transaction. A chunk that
     * is stored in the same state or a later one does not change. Hours missing at the end of a chunk become a gap. A
     * chunk that contains only NaN becomes a missing chunk.
     *
     * @param source the source, whose states of a chunk are ordered by their times
     * @throws ChunkFormatException when a chunk is damaged or lies on another grid than the store's; nothing is stored
     *      then
     * @throws IllegalArgumentException when a chunk cannot belong to this store
     */
    public WriteResult apply(
            String source, String subscription, KeyFilter filter, List<DjangoChunk> chunks, Instant upTo) {
        ChunkReplica replica = new ChunkReplica(context, session);
        ChangeCursor from = replica.cursor(subscription).orElse(ChangeCursor.start());
        long reached = Math.max(from.transaction(), sequence(upTo));
        List<Change> changes = new ArrayList<>(chunks.size());
        try (Workspace workspace = context.workspace()) {
            chunks.forEach(chunk -> changes.add(change(chunk, workspace)));
        }
        ChangePage page = new ChangePage(
                definition.shape(),
                filter,
                from,
                changes,
                ChangeCursor.of(epoch(source), filter, reached, 0),
                ChangePage.Remaining.MORE);
        return replica.apply(page, subscription);
    }

    private static long sequence(Instant time) {
        return Math.max(1, Micros.of(Years.require(time, "the time that a pull reached")));
    }

    private static long epoch(String source) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return java.nio.ByteBuffer.wrap(hash).getLong() | 1; // never 0
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Change change(DjangoChunk chunk, Workspace workspace) {
        if (chunk.deleted()) {
            return tombstone(chunk);
        }
        int index = chunk.chunk();
        ChunkGrid grid;
        double[] values;
        try {
            ChunkGrid given = ChunkGrid.of(
                    definition, rules, index, chunk.start(), chunk.dtype(), chunk.data(), workspace.codec());
            grid = given.filled();
            values = workspace.chunk(grid.slots());
            workspace.codec().decode(chunk.dtype(), chunk.data(), given.slots(), values, 0);
            Arrays.fill(values, given.slots(), grid.slots(), Double.NaN);
        } catch (ChunkFormatException e) {
            throw ChunkFormatException.ofChunk(
                    chunk.key() + ", chunk " + index + ": " + e.getMessage() + "; have the source replace the series",
                    e,
                    definition.name(),
                    chunk.key().toString(),
                    index,
                    chunk.start());
        }
        if (ChunkRows.countValues(values, 0, grid.slots()) == 0) {
            return tombstone(chunk);
        }
        ChunkRow row = ChunkRows.row(definition, grid, workspace.codec(), new ChunkId(chunk.key(), index), values);
        return new Change(
                row.key(),
                index,
                sequence(chunk.updatedAt()),
                false,
                row.dtype(),
                row.statistics(),
                row.startMillis(),
                row.firstMillis(),
                row.lastMillis(),
                chunk.updatedAt(),
                row.data());
    }

    private static Change tombstone(DjangoChunk chunk) {
        return new Change(
                chunk.key(),
                chunk.chunk(),
                sequence(chunk.updatedAt()),
                true,
                ChunkCodec.FLOAT64,
                0,
                0,
                0,
                0,
                chunk.updatedAt(),
                new byte[0]);
    }
}

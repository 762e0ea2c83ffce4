package io.holcstore.internal.feed;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.feed.ChangePosition;
import io.holcstore.internal.sql.feed.Epochs;
import io.holcstore.internal.sql.feed.FeedState;
import io.holcstore.internal.sql.feed.FeedTable;
import io.holcstore.internal.time.Years;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChangeFeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@link ChangeFeed} of a chunk store: reads pages of its changes. */
public final class ChunkFeed implements ChangeFeed {
    /** The bytes of blobs after which a page ends. Source and replica hold one page in memory. */
    private static final long PAGE_BYTES = 1 << 24;

    private static final int ATTEMPTS = 100;

    private final ChunkContext context;
    private final Session session;

    public ChunkFeed(ChunkContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    @Override
    public ChangePage changes(ChangeCursor from, KeyFilter filter, int limit) {
        ChangeCheck.requireReplicated(context.definition());
        if (limit < 1) {
            throw new IllegalArgumentException("a page must allow at least 1 change, not " + limit);
        }
        if (!from.isFor(filter)) {
            throw reset("cursor " + from + " belongs to another filter than " + filter
                    + ", so changes outside that filter would be missed; pull again");
        }
        Verb verb = verb("changes", "reading changes of ");
        return session.whole(verb, parts -> changes(verb, parts, from, filter, limit));
    }

    private ChangePage changes(Verb verb, Session parts, ChangeCursor from, KeyFilter filter, int limit) {
        Optional<ChangePage> page = tryRead(verb, parts, from, filter, limit);
        if (page.isEmpty()) {
            begin(parts, FeedTable::beginEpochIfRestored);
            page = tryRead(verb, parts, from, filter, limit);
        }
        return page.orElseThrow(
                () -> new IllegalStateException(
                        "reading changes of " + context.definition().name()
                                + ": the source began an epoch but still requires a new one; try again, and report it if it stays"));
    }

    @Override
    public void beginEpoch() {
        ChangeCheck.requireReplicated(context.definition());
        begin(session, FeedTable::beginEpoch);
    }

    @Override
    public long purgeTombstones(Instant before) {
        ChangeCheck.requireReplicated(context.definition());
        Years.require(before, "purging tombstones from before");
        Verb verb = verb("purgeTombstones", "purging tombstones from before " + before + " of ");
        return session.write(verb, connection -> new TombstonePurge(context, connection).run(before, verb));
    }

    private interface Beginning {
        void run(FeedTable feed, Connection connection) throws SQLException;
    }

    private void begin(Session writing, Beginning beginning) {
        writing.write(verb("beginEpoch", "beginning an epoch of "), connection -> {
            beginning.run(new FeedTable(context.writableTable(connection)), connection);
            return true;
        });
    }

    private Verb verb(String name, String doing) {
        String store = context.definition().name();
        return Verb.of(name, store, () -> doing + store);
    }

    /** Returns a page, or empty when the source must begin an epoch first. */
    private Optional<ChangePage> tryRead(Verb verb, Session queries, ChangeCursor from, KeyFilter filter, int limit) {
        return queries.stream(verb, lease -> {
            Connection connection = lease.connection();
            FeedTable feed = new FeedTable(context.table(connection));
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                FeedState state = feed.state(connection);
                if (!state.current()) {
                    requirePrimary(state);
                    return Optional.empty();
                }
                requireOf(state, from);
                if (isAhead(state, from)) {
                    return Optional.of(page(state, filter, from, List.of(), from, Remaining.HELD_BACK));
                }
                Optional<ChangePage> page = read(connection, feed, state, from, filter, limit);
                if (page.isPresent()) {
                    page.get().changes().forEach(each -> verb.count(0, each.valueCount(), each.data().length));
                    if (state.unwritten() && !page.get().next().equals(from)) {
                        feed.write(lease);
                    }
                    return page;
                }
            }
            throw new SQLException("each time that changes were read, another session began an epoch or purged"
                    + " tombstones; ask again");
        });
    }

    private void requireOf(FeedState state, ChangeCursor from) {
        if (from.isStart()) {
            return;
        }
        if (!state.continues(from.epoch(), position(from))) {
            throw reset(
                    Epochs.isEarlierGeneration(from.epoch(), state.epoch())
                            ? "cursor " + from
                                    + " lies before deletions whose tombstones have been purged, so a replica"
                                    + " would keep what was deleted; pull again"
                            : "cursor " + from
                                    + " belongs to another epoch: the source has been restored or replaced; pull again");
        }
        if (isAhead(state, from) && !state.standby()) {
            throw reset("cursor " + from + " is ahead of the latest change, "
                    + state.latest().transaction() + '.'
                    + state.latest().sequence()
                    + ": the source has been restored from a backup; call beginEpoch() on the"
                    + " source, then pull again");
        }
    }

    /** Returns whether the cursor is ahead of this standby, which may lag behind the server that made the cursor. */
    private static boolean isAhead(FeedState state, ChangeCursor from) {
        return !from.isStart() && position(from).compareTo(state.latest()) > 0;
    }

    private static void requirePrimary(FeedState state) throws SQLException {
        if (state.standby()) {
            throw new SQLException("a new epoch must begin, which this standby server cannot do; read changes from"
                    + " the primary, which begins it");
        }
    }

    private ChangeFeedResetException reset(String why) {
        return new ChangeFeedResetException(
                context.definition().name() + ": " + why + " from ChangeCursor.start() under the same subscription",
                context.definition().name(),
                null);
    }

    private static ChangePosition position(ChangeCursor cursor) {
        return new ChangePosition(cursor.transaction(), cursor.sequence());
    }

    private ChangePage page(
            FeedState state,
            KeyFilter filter,
            ChangeCursor from,
            List<Change> changes,
            ChangeCursor next,
            Remaining remaining) {
        return new ChangePage(
                context.definition().shape(), filter, from, changes, next, remaining, state.purgedSequence());
    }

    /** Returns a page, or empty when tombstones may have been purged, or an epoch begun, since the state was read. */
    private Optional<ChangePage> read(
            Connection connection, FeedTable feed, FeedState state, ChangeCursor from, KeyFilter filter, int limit)
            throws SQLException {
        List<Change> changes = new ArrayList<>();
        ChangePosition reached = position(from);
        boolean more;
        int limitAndOne = limit == Integer.MAX_VALUE ? limit : limit + 1; // one more row shows whether more remain
        try (RowScan<FeedTable.Row> scan = feed.scan(connection, filter, reached, state.settled(), limitAndOne)) {
            long bytes = 0;
            FeedTable.Row row = scan.next();
            if (row != null && row.epoch() != state.epoch()) {
                return Optional.empty();
            }
            while (row != null && changes.size() < limit && bytes < PAGE_BYTES) {
                changes.add(row.change());
                reached = row.position();
                bytes += row.change().data().length;
                row = scan.next();
            }
            more = row != null;
        }
        if (!more && reached.compareTo(state.settled()) < 0) {
            if (changes.isEmpty() && feed.epoch(connection) != state.epoch()) {
                return Optional.empty();
            }
            reached = state.settled(); // the changes in between do not match, so they can be skipped
        }
        long epoch = from.isStart() ? state.epoch() : from.epoch(); // of an earlier generation, too
        ChangeCursor next = ChangeCursor.of(epoch, filter, reached.transaction(), reached.sequence());
        Remaining remaining = more ? Remaining.MORE : state.isHeldBack() ? Remaining.HELD_BACK : Remaining.NOTHING;
        return Optional.of(page(state, filter, from, changes, next, remaining));
    }
}

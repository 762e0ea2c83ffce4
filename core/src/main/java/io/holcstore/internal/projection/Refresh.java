package io.holcstore.internal.projection;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.feed.ChangePosition;
import io.holcstore.internal.sql.feed.FeedState;
import io.holcstore.internal.sql.feed.FeedTable;
import io.holcstore.internal.sql.projection.ProjectionRecords;
import io.holcstore.internal.sql.projection.ProjectionRecords.Recorded;
import io.holcstore.internal.sql.projection.ProjectionTable;
import io.holcstore.internal.sql.projection.ProjectionTable.Changed;
import io.holcstore.projection.ProjectionResult;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One refresh of a projection: a sequence of transactions, each of which reads a part of the feed. */
final class Refresh {
    /** The approximate number of rows that a transaction compares and writes. */
    private static final int ROWS = 1 << 15;

    private static final int MOST_CHANGES = 1000;

    /** The limit across series: each group is read once for all changes, and only their buckets stay in memory. */
    private static final int MOST_CHANGES_OF_GROUPS = 1 << 20;

    private static final long DAY = 86_400_000;

    private final ProjectionDefinition definition;
    private final ChunkContext context;
    private final Session session;
    private final long fromMillis;

    Refresh(ProjectionDefinition definition, ChunkContext context, Session session, Instant now) {
        this.definition = definition;
        this.context = context;
        this.session = session;
        this.fromMillis = from(now);
    }

    /** Returns the start of the first bucket that the retention keeps. */
    private long from(Instant now) {
        TemporalAmount retention = definition.settings().retention();
        long first = definition.store().calendar().firstMillis();
        if (retention == null) {
            return first;
        }
        long wanted = before(now, retention);
        if (wanted <= first) {
            return first;
        }
        return definition.buckets().bounds(TimeRange.ofEpochMillis(wanted, wanted + 1))[0];
    }

    private long before(Instant now, TemporalAmount retention) {
        try {
            return now.atZone(definition.settings().zone())
                    .minus(retention)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return Long.MIN_VALUE; // before all times
        }
    }

    ProjectionResult run() {
        Verb verb = Verb.of("refresh", definition.spec().name(), definition::refreshing);
        return session.whole(verb, parts -> {
            ProjectionResult total = new ProjectionResult(0, 0, 0, 0, false, false);
            Part part;
            do {
                part = parts.write(verb.part(verb::toString), connection -> refresh(connection, parts));
                total = add(total, part);
            } while (part.more());
            verb.count(0, total.rowsChanged(), 0);
            return total;
        });
    }

    /** The result of one transaction, and whether others follow. */
    private record Part(long changes, Changed rows, boolean rebuilt, boolean heldBack, boolean more) {}

    private static ProjectionResult add(ProjectionResult total, Part part) {
        return new ProjectionResult(
                total.changes() + part.changes(),
                total.inserted() + part.rows().inserted(),
                total.updated() + part.rows().updated(),
                total.deleted() + part.rows().deleted(),
                total.rebuilt() || part.rebuilt(),
                part.heldBack());
    }

    private Part refresh(Connection connection, Session parts) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        requireAllSeries(connection, dialect);
        ProjectionRecords records = new ProjectionRecords(definition.spec(), dialect);
        Recorded recorded = lock(connection, records);
        FeedTable feed = new FeedTable(context.table(connection));
        FeedState state = current(connection, feed);
        ProjectionTable table = new ProjectionTable(definition.spec(), definition.shape(), dialect);
        ChangePosition reached = position(recorded, state);
        boolean rebuilt = reached == null;
        ChangedBuckets changed = new ChangedBuckets(definition, fromMillis, !rebuilt && recorded.shifted());
        Read read = read(connection, feed, state, reached == null ? ChangePosition.START : reached, changed);
        if (feed.epoch(connection) != state.epoch()) {
            // a purge or a new epoch after the state was read may have hidden deletions from the scan
            return new Part(0, Changed.NOTHING, false, false, true);
        }
        Changed rows = rebuilt ? new Changed(0, 0, table.deleteAll(connection)) : Changed.NOTHING;
        BucketRows source = new BucketRows(definition, context, parts.joining(connection));
        for (ChangedBuckets.Part each : changed.parts(ROWS)) {
            rows = rows.and(table.write(connection, each.keys(), each.range(), source.of(each.range(), each.keys())));
        }
        if (!read.more() && definition.settings().retention() != null) {
            rows = rows.and(new Changed(0, 0, table.deleteBefore(connection, fromMillis)));
        }
        ChangeCursor cursor = ChangeCursor.of(
                state.epoch(),
                definition.settings().filter(),
                read.reached().transaction(),
                read.reached().sequence());
        if (!cursor.toString().equals(recorded.position())) {
            records.record(connection, cursor.toString(), changed.isShifted());
        }
        return new Part(read.changes(), rows, rebuilt, state.isHeldBack(), read.more());
    }

    /** Refuses a user who may not see some series: their rows would disappear, and be missing in sums. */
    private void requireAllSeries(Connection connection, SqlDialect dialect) throws SQLException {
        TableSpec store = definition.store().spec();
        if (dialect.hasPolicies(connection, store.rows())) {
            throw new SchemaMismatchException(
                    store.name(),
                    List.of("row level security is active for this user, and projection "
                            + definition.spec().name()
                            + " would lack the series that it hides; let a user refresh it who"
                            + " sees all series"));
        }
    }

    private Recorded lock(Connection connection, ProjectionRecords records) throws SQLException {
        if (!records.exist(connection)) {
            throw SqlProjectionSchema.unrecorded(definition.spec());
        }
        Recorded recorded =
                records.lock(connection).orElseThrow(() -> SqlProjectionSchema.unrecorded(definition.spec()));
        definition.requireRecorded(recorded.definition());
        if (!records.hasTable(connection)) {
            throw SqlProjectionSchema.missing(definition.spec());
        }
        return recorded;
    }

    /** Returns the state of the feed. Begins a new epoch first if the store was restored. */
    private FeedState current(Connection connection, FeedTable feed) throws SQLException {
        FeedState state = feed.state(connection);
        if (state.current()) {
            return state;
        }
        context.writableTable(connection);
        feed.beginEpochIfRestored(connection);
        return feed.state(connection);
    }

    /** Returns the position to continue from; null for a first refresh, another epoch, or lost changes. */
    private static @Nullable ChangePosition position(Recorded recorded, FeedState state) {
        if (recorded.position().isEmpty()) {
            return null;
        }
        ChangeCursor cursor = ChangeCursor.parse(recorded.position());
        ChangePosition position = new ChangePosition(cursor.transaction(), cursor.sequence());
        boolean goesOn = state.continues(cursor.epoch(), position) && position.compareTo(state.latest()) <= 0;
        return goesOn ? position : null;
    }

    /** The position up to which the feed was read. */
    private record Read(ChangePosition reached, long changes, boolean more) {}

    private Read read(
            Connection connection, FeedTable feed, FeedState state, ChangePosition after, ChangedBuckets changed)
            throws SQLException {
        int most = mostChanges();
        ChangePosition reached = after;
        int changes = 0;
        try (RowScan<FeedTable.Mark> scan =
                feed.scanMarks(connection, definition.settings().filter(), after, state.settled(), most)) {
            for (FeedTable.Mark mark = scan.next(); mark != null; mark = scan.next()) {
                changed.add(mark);
                reached = mark.position();
                changes++;
            }
        }
        boolean more = changes == most;
        if (!more && reached.compareTo(state.settled()) < 0) {
            reached = state.settled(); // the changes in between do not match
        }
        return new Read(reached, changes, more);
    }

    /** Returns how many changes one transaction reads, so that the rows of their buckets fit into it. */
    private int mostChanges() {
        if (definition.settings().across() != null) {
            return MOST_CHANGES_OF_GROUPS;
        }
        long days =
                switch (definition.store().chunkBy()) {
                    case YEAR -> 366;
                    case YEAR_MONTH -> 31;
                };
        long rows = 1 + definition.buckets().mostIn(0, days * DAY);
        return (int) Math.max(1, Math.min(MOST_CHANGES, ROWS / rows));
    }
}

package io.holcstore.internal.sql.feed;

import io.holcstore.feed.Change;
import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The changes of a replicated table in the order of their commits, so that a reader that continues from its last
 * position misses nothing.
 *
 * <p><b>Why not a time or a sequence.</b> A transaction that commits late has an earlier mark than one that was read
 * already. A reader that asks only for later marks never sees it.
 *
 * <p><b>The order.</b> Each row carries the position of its latest change: a row is in the feed once, at its last
 * change, and a deleted chunk stays as a tombstone. PostgreSQL orders by the id of the writing transaction, and a page
 * ends below the oldest transaction that is still running; the end is fixed before the rows are read. H2 lets writers
 * take turns. A sequence orders the changes within a transaction, so that a page may end anywhere. Positions compare as
 * numbers, whatever the types and the collation of the key are. One long transaction delays the feed but breaks
 * nothing.
 *
 * <p><b>Marks.</b> The columns have defaults, so that every insert is marked, including COPY. Every UPDATE of this
 * library sets them to their defaults again. The sequence number is taken while the series is locked, so it grows with
 * the states of a row. A replica stores it with the row ({@code source_mark}, with {@code source_epoch}) and never
 * returns to an earlier state, in whatever order pages arrive.
 *
 * <p><b>Epochs.</b> Positions are valid only within one epoch of a source. The epoch is a random number in
 * {@code holcstore_feed}, together with an identity that the database reports. When the identity has changed, a new
 * epoch begins when changes are read next. In this way PostgreSQL detects a dump that was loaded into a new table, a
 * point-in-time recovery, and a failover from the promotion of the standby on. It cannot detect a snapshot of the data
 * directory or of its volume, or rows that were restored into the same table. H2 cannot detect any backup.
 * {@link #beginEpoch} is for these cases. Without that call, the only symptom is a cursor ahead of the latest change,
 * until the source has caught up with it.
 *
 * <p><b>Purges.</b> A purge deletes tombstones, records in {@code holcstore_feed} up to which position it did so, and
 * begins the next {@linkplain Epochs generation} of the epoch. A cursor of an earlier generation is only valid behind
 * that position. A page also has the highest sequence that was purged: after a replica has pulled everything, the
 * chunks that it has from earlier generations and from before that sequence no longer exist at the source.
 *
 * <p><b>Crashes.</b> A crash of the server does not begin an epoch, because readers only receive changes that the
 * server cannot lose in a crash. When commits do not wait for the disk ({@code synchronous_commit = off}, files of H2),
 * the reader of a page makes the server write them before it returns the page: {@link #write}. Writers need not do
 * anything.
 *
 * <p><b>Standbys</b> of PostgreSQL can also be read. A standby that is behind holds back what it does not have yet.
 * After a failover it continues in the old epoch until changes are read from the new primary, or until its own next
 * checkpoint.
 *
 * <p>Immutable and thread-safe. It leaves transactions to the caller, except in {@link #write}.
 */
public final class FeedTable {
    private final TableSpec spec;
    private final SqlDialect dialect;
    private final Instants instants;
    private final ChangeOrder order;
    private final KeyColumns keys;

    public FeedTable(ChunkTable chunks) {
        this.spec = chunks.spec();
        this.dialect = chunks.dialect();
        spec.requireOneServer(dialect, "the feed of changes");
        this.instants = dialect.instants();
        this.order = dialect.changeOrder();
        this.keys = chunks.keys();
    }

    /** Returns the state of the feed. It takes one query. */
    public FeedState state(Connection connection) throws SQLException {
        String sql = "SELECT f.\"epoch\", " + dialect.value(order.isIdentity("f.\"identity\"", spec))
                + ", s.\"position_xid\", s.\"position_seq\", l.\"position_xid\","
                + " l.\"position_seq\", f.\"purged_xid\", f.\"purged_seq\", f.\"purged_mark\", "
                + dialect.value(order.standby()) + ", " + dialect.value(order.unwritten()) + " FROM "
                + spec.feedTable() + " f LEFT JOIN (" + latest(order.settled()) + ") s ON 1 = 1 LEFT JOIN ("
                + latest("1 = 1") + ") l ON 1 = 1 WHERE f.\"name\" = ?";
        return Statements.select(
                dialect.prepare(connection, sql), statement -> statement.setString(1, spec.table()), rows -> {
                    ChangeOrder.requireRow(rows, spec);
                    ChangePosition purged = position(rows, 7); // maybe the last change of all
                    return new FeedState(
                            rows.getLong(1),
                            rows.getBoolean(2),
                            later(position(rows, 3), purged),
                            later(position(rows, 5), purged),
                            purged,
                            rows.getLong(9),
                            rows.getBoolean(10),
                            rows.getBoolean(11));
                });
    }

    /** Returns when the oldest change was written that is not settled. */
    public Optional<Instant> heldBackSince(Connection connection) throws SQLException {
        String sql = dialect.first(
                "SELECT c.\"updated_at\" FROM " + spec.rows() + " c WHERE NOT (" + order.settled() + ") ORDER BY "
                        + order.by(spec, ""),
                "1");
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> {},
                rows -> rows.next() ? Optional.of(instants.read(rows, 1)) : Optional.empty());
    }

    /**
     * Makes the server write the results of {@link #state} and {@link #scan} to storage that survives a crash. Must be
     * called before anyone receives them. It may end the transaction.
     */
    public void write(Lease lease) throws SQLException {
        order.write(lease);
    }

    /** Returns the epoch of the store; 0 when its changes were never read. */
    public long epoch(Connection connection) throws SQLException {
        return order.epoch(connection, dialect, spec, UnaryOperator.identity());
    }

    private String latest(String condition) {
        return dialect.first(
                "SELECT " + order.position() + " FROM " + spec.rows() + " c WHERE " + condition + " ORDER BY "
                        + order.by(spec, " DESC"),
                "1");
    }

    private static ChangePosition later(ChangePosition a, ChangePosition b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Reads a position. Without any row the columns are NULL, which reads as 0: the start. */
    private static ChangePosition position(ResultSet rows, int at) throws SQLException {
        return new ChangePosition(rows.getLong(at), rows.getLong(at + 1));
    }

    /** Begins a new epoch, unless another session has begun one since {@link #state} was read. */
    public void beginEpochIfRestored(Connection connection) throws SQLException {
        order.epoch(connection, dialect, spec, dialect::lockRows);
        if (!state(connection).current()) {
            begin(connection);
        }
    }

    /** Begins a new epoch, so that every replica starts again. */
    public void beginEpoch(Connection connection) throws SQLException {
        order.epoch(connection, dialect, spec, dialect::lockRows);
        begin(connection);
    }

    private void begin(Connection connection) throws SQLException {
        String sql = "UPDATE " + spec.feedTable() + " SET \"epoch\" = ?, \"identity\" = " + order.identity(spec)
                + ", \"purged_xid\" = NULL, \"purged_seq\" = NULL, \"purged_mark\" = NULL WHERE \"name\" = ?";
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            statement.setLong(1, Epochs.begin());
            statement.setString(2, spec.table());
            RowCounts.requireOne(spec.name() + " in " + TableSpec.FEED_TABLE, statement.executeUpdate());
        }
        if (!order.revive(spec).isEmpty()) {
            try (PreparedStatement statement = dialect.prepare(connection, order.revive(spec))) {
                statement.executeUpdate();
            }
        }
    }

    /**
     * A change with its position in the order of changes.
     *
     * @param epoch the epoch of the source when the change was read
     */
    public record Row(ChangePosition position, Change change, long epoch) {}

    /**
     * Scans the matching rows that changed after one position and up to another one, in the order of their changes, as
     * the database finds them. The connection must be in a transaction.
     */
    public RowScan<Row> scan(
            Connection connection, KeyFilter filter, ChangePosition after, ChangePosition upTo, int limit)
            throws SQLException {
        String select = "SELECT " + keys.names("c.")
                + ", c.\"chunk_index\", c.\"is_deleted\", c.\"dtype\", c.\"value_count\", c.\"first_ts\","
                + " c.\"last_ts\", c.\"value_sum\", c.\"value_min\", c.\"value_max\","
                + " c.\"updated_at\", c.\"data\", c.\"start_ts\", " + order.position() + ", (SELECT \"epoch\" FROM "
                + spec.feedTable() + " WHERE \"name\" = ?)";
        return RowScan.open(
                connection,
                dialect,
                between(select, filter),
                spec.fetchSize(),
                statement -> {
                    statement.setString(1, spec.table());
                    bindBetween(statement, 2, filter, after, upTo, limit);
                },
                this::changed);
    }

    /**
     * A change without its data.
     *
     * @param startMillis the start of the first slot
     * @param lastMillis the time of the last value; 0 of a tombstone
     */
    public record Mark(
            ChangePosition position, SeriesKey key, int chunk, boolean deleted, long startMillis, long lastMillis) {}

    /** Scans changes like {@link #scan}, without their data. */
    public RowScan<Mark> scanMarks(
            Connection connection, KeyFilter filter, ChangePosition after, ChangePosition upTo, int limit)
            throws SQLException {
        String select = "SELECT " + keys.names("c.")
                + ", c.\"chunk_index\", c.\"is_deleted\", c.\"start_ts\", c.\"last_ts\", " + order.position();
        return RowScan.open(
                connection,
                dialect,
                between(select, filter),
                Statements.FETCH_ROWS,
                statement -> bindBetween(statement, 1, filter, after, upTo, limit),
                this::marked);
    }

    private Mark marked(ResultSet row) throws SQLException {
        int at = keys.size() + 1;
        return new Mark(
                position(row, at + 4),
                keys.read(row, 1),
                row.getInt(at),
                row.getBoolean(at + 1),
                millis(row, at + 2),
                millis(row, at + 3));
    }

    private String between(String select, KeyFilter filter) {
        return dialect.first(
                select + " FROM " + spec.rows() + " c WHERE " + order.compare(">") + " AND " + order.compare("<=")
                        + " AND " + keys.where(filter, "c.", dialect) + " ORDER BY " + order.by(spec, ""),
                "?");
    }

    private void bindBetween(
            PreparedStatement statement, int at, KeyFilter filter, ChangePosition after, ChangePosition upTo, int limit)
            throws SQLException {
        int next = bind(statement, bind(statement, at, after), upTo);
        statement.setInt(keys.bind(statement, next, filter), limit);
    }

    static int bind(PreparedStatement statement, int at, ChangePosition position) throws SQLException {
        statement.setLong(at, position.transaction());
        statement.setLong(at + 1, position.sequence());
        return at + 2;
    }

    private Row changed(ResultSet row) throws SQLException {
        int at = keys.size() + 1;
        ChangePosition position = position(row, at + 12);
        boolean deleted = row.getBoolean(at + 1);
        Change change = new Change(
                keys.read(row, 1),
                row.getInt(at),
                position.sequence(),
                deleted,
                row.getString(at + 2),
                new Statistics(row.getInt(at + 3), number(row, at + 6), number(row, at + 7), number(row, at + 8)),
                deleted ? 0 : millis(row, at + 11),
                millis(row, at + 4),
                millis(row, at + 5),
                instants.read(row, at + 9),
                row.getBytes(at + 10));
        return new Row(position, change, row.getLong(at + 14));
    }

    private static double number(ResultSet row, int at) throws SQLException {
        double number = row.getDouble(at);
        return row.wasNull() ? Double.NaN : number;
    }

    private long millis(ResultSet row, int at) throws SQLException {
        Instant time = instants.readOrNull(row, at);
        return time == null ? 0 : time.toEpochMilli();
    }
}

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
import io.holcstore.series.Statistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The changes of a replicated table in the order of their commits, so that whoever asks for what comes after the last
 * position it has seen misses nothing.
 *
 * <p><b>Why not a time or a sequence.</b> A transaction that commits late carries an earlier mark than one that was
 * read already. Who asks for later marks only never sees it.
 *
 * <p><b>The order.</b> Each row carries the position of its latest change: a row is in the feed once, where it was
 * changed last, and a deleted chunk stays as a tombstone. PostgreSQL orders by the id of the writing transaction and
 * hands out what lies below the oldest transaction that is still running; the end is fixed before the rows are read. H2
 * lets writers take turns. A sequence breaks ties within a transaction, so that a page may end anywhere, and positions
 * compare as numbers whatever the key's types and collation are. One long transaction holds the feed back and breaks
 * nothing.
 *
 * <p><b>Marks.</b> The columns have defaults, so that every insert is marked whichever way it takes, COPY included;
 * every UPDATE of this library sets them to their defaults again. The sequence number is taken while the series is
 * locked, hence grows with the states of a row: a replica keeps it beside the row ({@code source_mark}, with
 * {@code source_epoch}) and never goes back to an earlier state, in whatever order pages come.
 *
 * <p><b>Epochs.</b> Positions mean something in one life of a source only. Its epoch is a random number in
 * {@code holcstore_feed}, beside what the database knows of itself. Where that has changed, a new epoch begins with the
 * next question for changes: PostgreSQL so notices a dump that was loaded into a new table, a recovery to a point in
 * time and a failover, from the moment on at which the standby is promoted. A snapshot of the data directory or of its
 * volume, and rows that were put back into the same table, look to it like their original, and so does every backup to
 * H2: {@link #beginEpoch} is for these. What shows of them without it is a cursor ahead of the latest change, as long
 * as the source has not come as far again.
 *
 * <p><b>Purges.</b> No page has a tombstone that was purged. The row of the store in {@code holcstore_feed} says up to
 * which position tombstones were purged, and a purge begins the next {@linkplain Epochs generation} of the epoch. A
 * cursor of an earlier generation is good only behind that position. A page also says the highest sequence that was
 * purged: once a replica has seen all that the source has, what it has of earlier generations from before that sequence
 * is gone at the source.
 *
 * <p><b>Crashes.</b> A crash of the server begins no epoch: nothing is handed out that the server could lose in one.
 * Where commits do not wait for the disk ({@code synchronous_commit = off}, files of H2), the reader of a page has them
 * written before the page leaves: {@link #write}. Writers need not do anything for it, whoever they are.
 *
 * <p><b>Standbys</b> of PostgreSQL can be asked, too. One that is behind holds back what it does not have yet. After a
 * failover it goes on in the old epoch until the new primary has been asked for changes, or until its own next
 * checkpoint.
 *
 * <p>Immutable and thread-safe; leaves transactions to the caller, but for {@link #write}.
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
        this.instants = dialect.instants();
        this.order = dialect.changeOrder();
        this.keys = chunks.keys();
    }

    /** Where the feed is; one query. */
    public FeedState state(Connection connection) throws SQLException {
        String sql = "SELECT f.\"epoch\", CASE WHEN f.\"identity\" = " + order.identity(spec)
                + " THEN " + dialect.literal(true) + " ELSE " + dialect.literal(false)
                + " END, s.\"position_xid\", s.\"position_seq\", l.\"position_xid\","
                + " l.\"position_seq\", f.\"purged_xid\", f.\"purged_seq\", f.\"purged_mark\", "
                + order.standby() + ", " + order.unwritten() + " FROM "
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

    /**
     * Puts what {@link #state} and {@link #scan} have found where a crash of the server does not reach it, before
     * anyone is given it. The transaction may have ended then.
     */
    public void write(Lease lease) throws SQLException {
        order.write(lease);
    }

    /** Which life of the store it is; 0 where it was never asked for changes. */
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

    /** Of no row, NULL reads as 0: the start. */
    private static ChangePosition position(ResultSet rows, int at) throws SQLException {
        return new ChangePosition(rows.getLong(at), rows.getLong(at + 1));
    }

    /** Begins a new epoch, unless another session has done so since {@link #state} was asked. */
    public void beginEpochIfRestored(Connection connection) throws SQLException {
        order.epoch(connection, dialect, spec, dialect::lockRows);
        if (!state(connection).current()) {
            begin(connection);
        }
    }

    /** Begins a new epoch: every replica starts again. */
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
     * A change with its place in the order of changes.
     *
     * @param epoch of the source when it was read
     */
    public record Row(ChangePosition position, Change change, long epoch) {}

    /**
     * The matching rows changed after one position and up to another one, in the order of their changes, handed out as
     * the database finds them. The connection must be in a transaction.
     */
    public RowScan<Row> scan(
            Connection connection, KeyFilter filter, ChangePosition after, ChangePosition upTo, int limit)
            throws SQLException {
        String select = "SELECT " + keys.names("c.")
                + ", c.\"chunk_index\", c.\"is_deleted\", c.\"dtype\", c.\"value_count\", c.\"first_ts\","
                + " c.\"last_ts\", c.\"value_sum\", c.\"value_min\", c.\"value_max\","
                + " c.\"updated_at\", c.\"data\", c.\"start_ts\", " + order.position() + ", (SELECT \"epoch\" FROM "
                + spec.feedTable()
                + " WHERE \"name\" = ?) FROM " + spec.rows()
                + " c WHERE "
                + order.compare(">") + " AND " + order.compare("<=") + " AND " + keys.where(filter, "c.", dialect)
                + " ORDER BY " + order.by(spec, "");
        return RowScan.open(
                connection,
                dialect,
                dialect.first(select, "?"),
                spec.fetchSize(),
                statement -> {
                    statement.setString(1, spec.table());
                    int next = bind(statement, bind(statement, 2, after), upTo);
                    statement.setInt(keys.bind(statement, next, filter), limit);
                },
                this::changed);
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

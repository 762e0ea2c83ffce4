package io.holcstore.internal.django;

import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.LongKeys;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.Neighbours;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.dialect.BatchInserter;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the chunks of a table that the Python application made and writes too. It has no counts and times
 * of values, no heads and no default values, its rows may begin anywhere, and a chunk may hold NaN alone. Rows that are
 * about to be changed are locked as the application locks them; a chunk that it inserts at the same moment as we do
 * breaks our transaction, which is then run again.
 */
final class DjangoTable extends ChunkTable {
    /** More than any chunk is long. */
    private static final Duration LONGEST = Duration.ofDays(400);

    DjangoTable(TableSpec spec, SqlDialect dialect) {
        this(spec, dialect, new KeyColumns(spec.axes(), dialect, false));
    }

    private DjangoTable(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        super(spec, dialect, keys, new DjangoLocks(spec, dialect, keys));
    }

    @Override
    protected String described() {
        return "\"dtype\", -1, \"start_ts\"";
    }

    @Override
    protected String statistics() {
        return "NULL, NULL, NULL, NULL";
    }

    /** A row does not say where it ends: a chunk before those of the calendar is read. */
    @Override
    protected String reaching() {
        return dialect.later("\"start_ts\"", LONGEST) + " >= ? AND \"start_ts\" < ?";
    }

    /** Neighbours are read and locked like what is wanted: they cannot say of themselves whether they reach into it. */
    @Override
    public List<StoredChunk> chunks(
            Connection connection, List<ChunkId> wanted, Neighbours neighbours, Neighbours.Consumer consumer)
            throws SQLException {
        List<ChunkId> all = Stream.of(wanted, neighbours.before(), neighbours.after())
                .flatMap(List::stream)
                .distinct()
                .toList();
        List<StoredChunk> found = new ArrayList<>(all.size());
        for (List<ChunkId> group : Statements.groups(all)) {
            found.addAll(super.chunks(connection, group, Neighbours.NONE, consumer));
        }
        return found;
    }

    @Override
    protected String isSummed() {
        return dialect.literal(false);
    }

    @Override
    protected String toWrite(String select) {
        return dialect.lockRows(select);
    }

    @Override
    public List<SeriesKey> keys(Connection connection, KeyFilter filter) throws SQLException {
        return select(
                connection,
                DjangoLocks.keysSql(spec, dialect, keys, filter) + " ORDER BY " + keys.names(),
                filter,
                keys::readAll);
    }

    @Override
    public long count(Connection connection, KeyFilter filter) throws SQLException {
        String sql = "SELECT COUNT(*) FROM (" + DjangoLocks.keysSql(spec, dialect, keys, filter) + ") x";
        return select(connection, sql, filter, rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    // --- writes

    /** Batches only: the time of a row is the database's, which COPY could not ask for. */
    @Override
    public RowInserter inserter(Connection connection) throws SQLException {
        return new Colliding(new BatchInserter(this, dialect.prepare(connection, insertSql(false))), spec, dialect);
    }

    /** Turns a row that is there already into what makes a transaction run again. */
    private static final class Colliding implements RowInserter {
        private final RowInserter inserter;
        private final TableSpec spec;
        private final SqlDialect dialect;

        /** Of the rows so far; it tells the key that a database has no room for. */
        private @Nullable SeriesKey longest;

        Colliding(RowInserter inserter, TableSpec spec, SqlDialect dialect) {
            this.inserter = inserter;
            this.spec = spec;
            this.dialect = dialect;
        }

        @Override
        public void add(ChunkRow row) throws SQLException {
            longest = LongKeys.longer(longest, row.key());
            try {
                inserter.add(row);
            } catch (SQLException e) {
                throw collision(e);
            }
        }

        @Override
        public void finish() throws SQLException {
            try {
                inserter.finish();
            } catch (SQLException e) {
                throw collision(e);
            }
        }

        @Override
        public void close() throws SQLException {
            inserter.close();
        }

        private SQLException collision(SQLException e) {
            if (longest != null && dialect.isTooLong(e)) {
                return LongKeys.explained(e, spec, dialect, List.of(longest));
            }
            return dialect.isDuplicate(e)
                    ? SqlFailures.runAgain(
                            "another program inserted the same chunk at the same moment: " + e.getMessage(), e)
                    : e;
        }
    }

    @Override
    public String insertSql(boolean withOrigin) {
        return "INSERT INTO " + spec.rows() + " (" + (keyed() ? keys.names() + ", " : "")
                + "\"chunk_index\", \"start_ts\", \"dtype\", \"data\", \"updated_at\", \"is_deleted\") VALUES ("
                + KeyColumns.marks(spec.axes().size() + 4) + ", " + dialect.clock() + ", " + dialect.literal(false)
                + ')';
    }

    @Override
    public void bindRow(PreparedStatement statement, ChunkRow row) throws SQLException {
        int next = keyed() ? keys.bind(statement, 1, row.key()) : 1;
        statement.setInt(next, row.chunk());
        bindContent(statement, next + 1, row);
    }

    private boolean keyed() {
        return !spec.axes().isEmpty();
    }

    /** The start too: the row may have begun elsewhere. */
    @Override
    public String contentSet() {
        return "\"start_ts\" = ?, \"dtype\" = ?, \"data\" = ?";
    }

    @Override
    public int bindContent(PreparedStatement statement, int at, ChunkRow row) throws SQLException {
        dialect.instants().bindMillis(statement, at, row.startMillis());
        statement.setString(at + 1, row.dtype());
        statement.setBytes(at + 2, row.data());
        return at + 3;
    }

    /**
     * Replicas of the application ask for what changed since a time: each change of a row is later than the one before,
     * whoever made it.
     */
    @Override
    protected String updatedAt() {
        return "GREATEST(" + dialect.clock() + ", " + dialect.later("\"updated_at\"", Duration.ofNanos(1000)) + ')';
    }

    @Override
    public int restamp(Connection connection, List<ChunkRow> rows) throws SQLException {
        String sql = "UPDATE " + spec.rows() + " SET \"start_ts\" = ?, \"updated_at\" = " + updatedAt() + " WHERE "
                + chunkEquals() + " AND \"start_ts\" <> ?";
        int changed = 0;
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            for (ChunkRow row : rows) {
                dialect.instants().bindMillis(statement, 1, row.startMillis());
                int next = keys.bind(statement, 2, row.key());
                statement.setInt(next, row.chunk());
                dialect.instants().bindMillis(statement, next + 1, row.startMillis());
                changed += statement.executeUpdate();
            }
        }
        return changed;
    }

    @Override
    protected String tombstoneSet() {
        return "\"data\" = ?";
    }

    @Override
    protected int bindTombstoneSet(PreparedStatement statement) throws SQLException {
        statement.setBytes(1, ChunkCodec.emptyFrame());
        return 2;
    }
}

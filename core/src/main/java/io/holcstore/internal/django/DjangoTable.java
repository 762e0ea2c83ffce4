package io.holcstore.internal.django;

import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.Neighbours;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.dialect.common.BatchInserter;
import io.holcstore.internal.sql.series.LongKeys;
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
 * Statements on the chunks of a table that the Python application created and also writes. The table has no counts and
 * times of values, no heads and no default values. Its rows may begin anywhere, and a chunk may contain only NaN. This
 * class locks rows before it changes them, as the application does. When both insert the same chunk at the same moment,
 * our transaction fails and runs again.
 */
final class DjangoTable extends ChunkTable {
    /** A time longer than any chunk. */
    private static final Duration LONGEST = Duration.ofDays(400);

    DjangoTable(TableSpec spec, SqlDialect dialect) {
        this(spec, dialect, new KeyColumns(spec.axes(), dialect, false));
    }

    private DjangoTable(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        super(spec, dialect, keys, new DjangoLocks(spec, dialect, keys));
    }

    /** Its columns are others. */
    @Override
    protected boolean isUpdatedTogether() {
        return false;
    }

    @Override
    protected String described() {
        return "\"dtype\", -1, \"start_ts\"";
    }

    @Override
    protected String statistics() {
        return "NULL, NULL, NULL, NULL";
    }

    /** Also selects the chunk before those of the calendar, because a row does not contain its end. */
    @Override
    protected String reaching() {
        return dialect.later("\"start_ts\"", LONGEST) + " >= ? AND \"start_ts\" < ?";
    }

    /**
     * Also reads and locks the neighbours of the wanted chunks, because rows do not contain whether they reach into
     * them.
     */
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
        return "1 = 0";
    }

    @Override
    protected String toWrite(String select) {
        return dialect.lockRows(select);
    }

    @Override
    public List<SeriesKey> keys(Connection connection, KeyFilter filter, Page page) throws SQLException {
        String all = DjangoLocks.keysSql(spec, dialect, keys, filter);
        return select(connection, page.of(all, "", keys, dialect), filter, page);
    }

    @Override
    public long count(Connection connection, KeyFilter filter) throws SQLException {
        String sql = "SELECT COUNT(*) FROM (" + DjangoLocks.keysSql(spec, dialect, keys, filter) + ") x";
        return select(connection, sql, filter, rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    // --- writes

    /** Inserts only with batches: COPY could not fill the time of a row from the database's clock. */
    @Override
    public RowInserter inserter(Connection connection) throws SQLException {
        return new Colliding(new BatchInserter(this, dialect.prepare(connection, insertSql(false))), spec, dialect);
    }

    /** Turns a collision with an existing row into an exception that makes the transaction run again. */
    private static final class Colliding implements RowInserter {
        private final RowInserter inserter;
        private final TableSpec spec;
        private final SqlDialect dialect;

        /** The longest key so far, for the message when a key is too long for the database. */
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

    /** Also sets the start, because the existing row may begin elsewhere. */
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
     * Returns the expression for the time of a change. Replicas of the application ask for changes since a time, so
     * each change of a row must be later than the one before, whoever makes it.
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

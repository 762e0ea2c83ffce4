package io.holcstore.internal.sql.series;

import io.holcstore.internal.partition.MissingPartition;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of heads, which has one row for each series. Writers lock it before they read, and rows are never deleted.
 * Rows of chunks cannot serve as locks, because a series has none before its first chunk and after its last chunk is
 * deleted. Immutable and thread-safe.
 */
public class SeriesHeads implements SeriesLocks {
    /**
     * The most tries to create a row. Another session may create it and then roll back, so that the next try must
     * create it.
     */
    private static final int TRIES = 100;

    protected final TableSpec spec;
    protected final SqlDialect dialect;
    protected final KeyColumns keys;

    public SeriesHeads(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        this.spec = spec;
        this.dialect = dialect;
        this.keys = keys;
    }

    /**
     * Locks the head rows and creates missing ones. A new row is locked because this transaction created it. When
     * another session creates a row meanwhile, this method waits for it and then locks the row like any other.
     */
    @Override
    public Locked lock(Connection connection, Collection<SeriesKey> series) throws SQLException {
        return lock(connection, series, Map.of());
    }

    @Override
    public Locked lock(Connection connection, Collection<SeriesKey> series, Map<SeriesKey, Locked.Span> spans)
            throws SQLException {
        Locked locked = new Locked(new HashSet<>(), new HashMap<>());
        Set<SeriesKey> missing = new HashSet<>(series);
        lockPresent(connection, missing, locked);
        if (!missing.isEmpty() && dialect.takeTurn(connection, spec)) {
            lockPresent(connection, missing, locked);
        }
        for (int tries = 0; !missing.isEmpty(); tries++) {
            requireVisible(missing, tries);
            insertHeads(connection, missing, locked, spans);
            missing.removeAll(locked.created());
            lockPresent(connection, missing, locked);
        }
        return locked;
    }

    /** Returns the columns of a head other than the key, each after a comma. {@link #read} reads them. */
    protected String facts() {
        return "";
    }

    /** Reads the {@link #facts} of a locked head from column {@code at} on. */
    protected void read(ResultSet row, int at, SeriesKey key, Locked locked) throws SQLException {
        // a head has no facts by default
    }

    /** Returns the number of {@link #facts}. */
    protected int factCount() {
        return 0;
    }

    /** Binds the {@link #facts} of a new head from parameter {@code at} on. */
    protected void bind(PreparedStatement statement, int at, Locked.@Nullable Span span) throws SQLException {
        // a head has no facts by default
    }

    /** Throws for a row that can be neither created nor found: the table drops it, or row level security hides it. */
    private void requireVisible(Set<SeriesKey> missing, int tries) throws SQLException {
        if (tries == TRIES) {
            SQLException leftOut = RowCounts.leftOut(
                    spec.name() + ", head of " + missing.iterator().next(), missing.size(), 0);
            throw new SQLException(
                    leftOut.getMessage()
                            + ", or row level security of " + spec.heads()
                            + " hides them from this role: a policy that lets it insert a series must also let it select"
                            + " and update the series",
                    leftOut.getSQLState());
        }
    }

    private void lockPresent(Connection connection, Set<SeriesKey> missing, Locked locked) throws SQLException {
        if (missing.isEmpty()) {
            return;
        }
        List<SeriesKey> asked = new ArrayList<>(missing);
        String sql = keys.lockAmong(spec.heads(), keys.names() + facts(), asked.size());
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            keys.bindAmong(statement, 1, asked);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    SeriesKey key = keys.read(rows, 1);
                    remove(missing, key);
                    read(rows, keys.size() + 1, key, locked);
                }
            }
        }
    }

    private void remove(Set<SeriesKey> missing, SeriesKey found) throws SQLException {
        if (!missing.remove(found)) {
            String one = missing.stream().limit(3).map(SeriesKey::toString).collect(Collectors.joining("; "));
            throw new SQLException("the database returns the key " + found + " of " + spec.name() + " for one of the "
                    + missing.size() + " requested keys (" + one
                    + "): its collation or column types treat different keys as equal");
        }
    }

    /** Inserts those head rows that are still missing and adds them to those that are locked. */
    private void insertHeads(
            Connection connection, Set<SeriesKey> missing, Locked locked, Map<SeriesKey, Locked.Span> spans)
            throws SQLException {
        List<SeriesKey> sorted = missing.stream().sorted(SeriesKey.ORDER).toList();
        try {
            boolean[] made = dialect.insertIfAbsent(
                    connection,
                    spec.heads(),
                    keys.names() + facts(),
                    KeyColumns.marks(keys.size() + factCount()),
                    sorted,
                    (statement, key) -> bind(statement, keys.bind(statement, 1, key), spans.get(key)));
            for (int i = 0; i < made.length; i++) {
                if (made[i]) {
                    locked.add(sorted.get(i), spans.get(sorted.get(i)));
                }
            }
        } catch (SQLException e) {
            MissingPartition.check(
                    e, dialect.partitions(), spec.partitions(), spec.name(), MissingPartition.ofSeries(sorted));
            throw LongKeys.explained(e, spec, dialect, sorted);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>When a statement waits for a transaction that holds one of the locks, it does not see the series that this
     * transaction created. So it runs again until it finds no more.
     */
    @Override
    public List<SeriesKey> lock(Connection connection, KeyFilter filter) throws SQLException {
        List<SeriesKey> locked = List.of();
        while (true) {
            List<SeriesKey> found = lockMatching(connection, filter);
            if (found.size() == locked.size()) { // heads are never deleted
                return found;
            }
            locked = found;
        }
    }

    private List<SeriesKey> lockMatching(Connection connection, KeyFilter filter) throws SQLException {
        List<SeriesKey> found = new ArrayList<>();
        String sql = dialect.lockRows("SELECT " + keys.names() + " FROM " + spec.heads() + " WHERE "
                + keys.where(filter, "", dialect) + " ORDER BY " + keys.names());
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            keys.bind(statement, 1, filter);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(keys.read(rows, 1));
                }
            }
        }
        return found;
    }
}

package io.holcstore.internal.sql;

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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of heads, one row a series, never deleted: what writers lock before they read. A chunk's own row would not
 * do, because there is none to lock before a series has its first chunk and after it has lost its last. Immutable and
 * thread-safe.
 */
public class SeriesHeads implements SeriesLocks {
    /** A session that made a row and rolled back leaves it to be made by the next try. */
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
     * Locks the head rows, making those that are missing. Rows made here are locked by being ours; a row that another
     * session makes meanwhile is waited for and then locked like any other.
     */
    @Override
    public Locked lock(Connection connection, Collection<SeriesKey> series) throws SQLException {
        Locked locked = new Locked(new HashSet<>(), new HashMap<>());
        Set<SeriesKey> created = locked.created();
        Set<SeriesKey> missing = new HashSet<>(series);
        lockPresent(connection, missing, locked);
        if (!missing.isEmpty() && dialect.takeTurn(connection, spec)) {
            lockPresent(connection, missing, locked);
        }
        for (int tries = 0; !missing.isEmpty(); tries++) {
            requireVisible(missing, tries);
            insertHeads(connection, missing, created);
            missing.removeAll(created);
            lockPresent(connection, missing, locked);
        }
        return locked;
    }

    /** What a head has beside its key, each column after a comma; {@link #read} reads it. */
    protected String facts() {
        return "";
    }

    /** Reads {@link #facts} of a head that is locked from column {@code at} on. */
    protected void read(ResultSet row, int at, SeriesKey key, Locked locked) throws SQLException {
        // none
    }

    /** A row that cannot be made, but is not found either, is left out by the table or kept from this role. */
    private void requireVisible(Set<SeriesKey> missing, int tries) throws SQLException {
        if (tries == TRIES) {
            SQLException leftOut = RowCounts.leftOut(
                    spec.name() + ", head of " + missing.iterator().next(), missing.size(), 0);
            throw new SQLException(
                    leftOut.getMessage()
                            + ", or row level security of " + spec.heads()
                            + " keeps them from this role: a policy that lets it insert a series must let it select and"
                            + " update the series, too",
                    leftOut.getSQLState());
        }
    }

    private void lockPresent(Connection connection, Set<SeriesKey> missing, Locked locked) throws SQLException {
        if (missing.isEmpty()) {
            return;
        }
        List<SeriesKey> asked = new ArrayList<>(missing);
        String sql =
                locking(facts(), "(" + keys.names() + ") IN (" + KeyColumns.tuples(keys.size(), asked.size()) + ')');
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            keys.bindPadded(statement, 1, asked);
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
            throw new SQLException("the database takes the key " + found + " of " + spec.name() + " for one of the "
                    + missing.size() + " keys asked for (" + one
                    + "): its collation or column types find keys equal that differ");
        }
    }

    /** Inserts those head rows that are still missing and adds them to {@code created}. */
    private void insertHeads(Connection connection, Set<SeriesKey> missing, Set<SeriesKey> created)
            throws SQLException {
        List<SeriesKey> sorted = missing.stream().sorted(SeriesKey.ORDER).toList();
        try {
            boolean[] made = dialect.insertIfAbsent(
                    connection,
                    spec.heads(),
                    keys.names(),
                    KeyColumns.marks(keys.size()),
                    sorted,
                    (statement, key) -> keys.bind(statement, 1, key));
            for (int i = 0; i < made.length; i++) {
                if (made[i]) {
                    created.add(sorted.get(i));
                }
            }
        } catch (SQLException e) {
            throw LongKeys.explained(e, spec, dialect, sorted);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A session that held one of them while this one waited may have made others in the same transaction, which the
     * statement that waited does not see: it is asked again until it finds no more.
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
        String sql = locking("", keys.where(filter, "", dialect));
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

    private String locking(String facts, String condition) {
        return dialect.lockRows("SELECT " + keys.names() + facts + " FROM " + spec.heads() + " WHERE " + condition
                + " ORDER BY " + keys.names());
    }
}

package io.holcstore.internal.django;

import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.series.Locked;
import io.holcstore.internal.sql.series.SeriesLocks;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Locks series in a table to which this library may not add a table of heads. Instances of this library wait for each
 * other with advisory locks of the transaction, numbered by table and key. Where the database has no such locks, they
 * lock the rows of the series. The other application knows neither: it locks the row of the chunk that it changes, and
 * {@link DjangoTable} does the same.
 *
 * <p>Keys share {@value #STRIPES} numbers for each table, because a server has room for some thousand locks and a
 * transaction may write any number of series. Two keys with the same number only wait for each other. Immutable and
 * thread-safe.
 */
final class DjangoLocks implements SeriesLocks {
    static final int STRIPES = 1024;

    private final TableSpec spec;
    private final SqlDialect dialect;
    private final KeyColumns keys;

    /** The columns of the key, sorted by name, because definitions of one table may have them in different orders. */
    private final int[] byName;

    DjangoLocks(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        this.spec = spec;
        this.dialect = dialect;
        this.keys = keys;
        this.byName = IntStream.range(0, spec.axes().size())
                .boxed()
                .sorted(Comparator.comparing(i -> spec.axes().get(i).name()))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Orders series by their locks, so that all writers of many series take the locks in the same order. */
    @Override
    public Comparator<SeriesKey> order() {
        return Comparator.comparingInt(this::stripe).thenComparing(SeriesKey.ORDER);
    }

    private int stripe(SeriesKey key) {
        StringBuilder text = new StringBuilder();
        for (int i : byName) {
            text.append(spec.axes().get(i).name())
                    .append('=')
                    .append(key.value(i))
                    .append('\n');
        }
        int hash = text.toString().hashCode() * 0x9E3779B1; // the low bits of a String's hash depend mostly on its end
        return hash >>> 22;
    }

    /**
     * Returns the number of a lock. It depends on the table's name without its schema, because one definition may name
     * the schema and another may find it through the search path.
     */
    private long number(int stripe) {
        return (long) ("holcstore " + spec.table()).toLowerCase(Locale.ROOT).hashCode() << 32 | stripe;
    }

    @Override
    public Locked lock(Connection connection, Collection<SeriesKey> series) throws SQLException {
        long[] numbers = series.stream()
                .mapToInt(this::stripe)
                .sorted()
                .distinct()
                .mapToLong(this::number)
                .toArray();
        if (!dialect.lockNumbers(connection, numbers)) {
            List<SeriesKey> sorted = series.stream().sorted(SeriesKey.ORDER).toList();
            for (List<SeriesKey> part : KeyColumns.parts(sorted, dialect.seriesAtOnce())) {
                lockRows(connection, part);
            }
        }
        return Locked.UNKNOWN;
    }

    /** Locks the rows of these series. Two writers of a series without rows meet at the unique constraint. */
    private void lockRows(Connection connection, List<SeriesKey> series) throws SQLException {
        String sql = dialect.lockRows(
                "SELECT \"id\" FROM " + spec.rows() + " WHERE " + keys.among(series.size()) + " ORDER BY \"id\"");
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            keys.bindAmong(statement, 1, series);
            statement.executeQuery().close();
        }
    }

    /** Returns the query for the keys of all matching series that have a live chunk, each once. */
    static String keysSql(TableSpec spec, SqlDialect dialect, KeyColumns keys, KeyFilter filter) {
        return "SELECT DISTINCT " + keys.names() + " FROM " + spec.rows() + " WHERE " + keys.where(filter, "", dialect)
                + " AND NOT \"is_deleted\"";
    }

    @Override
    public List<SeriesKey> lock(Connection connection, KeyFilter filter) throws SQLException {
        Set<SeriesKey> locked = new HashSet<>();
        while (true) {
            List<SeriesKey> found = matching(connection, filter);
            List<SeriesKey> more =
                    found.stream().filter(key -> !locked.contains(key)).toList();
            if (more.isEmpty()) {
                return found;
            }
            // A writer that this one waited for may have created more rows, so they are selected again.
            for (List<SeriesKey> group : Statements.groups(more)) {
                lock(connection, group);
            }
            locked.addAll(more);
        }
    }

    private List<SeriesKey> matching(Connection connection, KeyFilter filter) throws SQLException {
        List<SeriesKey> found = Statements.select(
                dialect.prepare(connection, keysSql(spec, dialect, keys, filter)),
                statement -> keys.bind(statement, 1, filter),
                rows -> {
                    List<SeriesKey> all = new ArrayList<>();
                    while (rows.next()) {
                        all.add(keys.read(rows, 1));
                    }
                    return all;
                });
        found.sort(order());
        return found;
    }
}

package io.holcstore.internal.sql.keyed;

import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.series.KeyIndex;
import io.holcstore.internal.sql.series.SeriesHeads;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.StoreStatistics;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All statements on a table of whole series, one row each. Each method uses the given connection, leaves the
 * transaction to the caller, and decodes nothing. Immutable and thread-safe.
 *
 * <p>Writers must first lock the series that they change: {@link #locks}.
 */
public final class SeriesTable implements KeyIndex {
    private static final byte[] NO_DATA = {};

    private final TableSpec spec;
    private final SqlDialect dialect;
    private final Instants instants;
    private final KeyColumns keys;
    private final SeriesHeads locks;

    public SeriesTable(TableSpec spec, SqlDialect dialect) {
        this.spec = spec;
        this.dialect = dialect;
        this.instants = dialect.instants();
        this.keys = new KeyColumns(spec.axes(), dialect);
        this.locks = new SeriesHeads(spec, dialect, keys);
    }

    /** Returns the locks of the store's series. */
    public SeriesHeads locks() {
        return locks;
    }

    // --- reads

    /**
     * Returns those of these series that are stored, without their data. Accepts at most {@link Statements#GROUP}
     * series.
     */
    public List<StoredSeries> index(Connection connection, List<SeriesKey> wanted) throws SQLException {
        return find(connection, wanted, "", row -> NO_DATA);
    }

    /**
     * Returns those of these series that are stored, with their data. Accepts at most {@link Statements#GROUP} series.
     */
    public List<StoredSeries> find(Connection connection, List<SeriesKey> wanted) throws SQLException {
        return find(connection, wanted, ", \"data\"", row -> row.getBytes(keys.size() + 3));
    }

    private List<StoredSeries> find(
            Connection connection, List<SeriesKey> wanted, String dataColumn, Statements.RowReader<byte[]> data)
            throws SQLException {
        List<StoredSeries> found = new ArrayList<>(wanted.size());
        if (wanted.isEmpty()) {
            return found;
        }
        String sql = "SELECT " + keys.names() + ", \"dtype\", \"point_count\"" + dataColumn + " FROM " + spec.rows()
                + " WHERE " + keys.among(wanted.size());
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            keys.bindAmong(statement, 1, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(stored(rows, data.read(rows)));
                }
            }
        }
        return found;
    }

    private StoredSeries stored(ResultSet row, byte[] data) throws SQLException {
        int at = keys.size() + 1;
        return new StoredSeries(keys.read(row, 1), row.getString(at), row.getInt(at + 1), data);
    }

    /**
     * Scans the matching series by key, except those whose values all lie before the range or all after it. Returns
     * rows as the database finds them. The connection must be in a transaction; close the scan before any other use of
     * the connection.
     */
    public RowScan<StoredSeries> scan(Connection connection, KeyFilter filter, TimeRange range) throws SQLException {
        String sql = "SELECT " + keys.names() + ", \"dtype\", \"point_count\", \"data\" FROM " + spec.rows()
                + " WHERE " + keys.where(filter, "", dialect) + " AND \"last_ts\" >= ? AND \"first_ts\" < ? ORDER BY "
                + keys.names();
        return RowScan.openGrowing(
                connection,
                dialect,
                sql,
                statement -> {
                    int next = keys.bind(statement, 1, filter);
                    instants.bindMillis(statement, next, Instants.withinYears(range.startMillis()));
                    instants.bindMillis(statement, next + 1, Instants.withinYears(range.endMillis()));
                },
                row -> stored(row, row.getBytes(keys.size() + 3)),
                series -> series.data().length);
    }

    @Override
    public List<SeriesKey> keys(Connection connection, KeyFilter filter, Page page) throws SQLException {
        String all = "SELECT " + keys.names() + " FROM " + spec.rows() + " WHERE " + keys.where(filter, "", dialect);
        return Statements.select(
                dialect.prepare(connection, page.of(all, "", keys, dialect)),
                statement -> page.bind(statement, keys.bind(statement, 1, filter), keys),
                keys::readAll);
    }

    @Override
    public long count(Connection connection, KeyFilter filter) throws SQLException {
        return Statements.select(
                dialect.prepare(
                        connection,
                        "SELECT COUNT(*) FROM " + spec.rows() + " WHERE " + keys.where(filter, "", dialect)),
                statement -> keys.bind(statement, 1, filter),
                rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    /** Returns the latest time of a value of all matching series in epoch milliseconds, or empty when there is none. */
    public OptionalLong lastTime(Connection connection, KeyFilter filter) throws SQLException {
        return time(connection, filter, "MAX(\"last_ts\") AS \"extreme\"");
    }

    /** Returns the earliest time, like {@link #lastTime}. */
    public OptionalLong firstTime(Connection connection, KeyFilter filter) throws SQLException {
        return time(connection, filter, "MIN(\"first_ts\") AS \"extreme\"");
    }

    /** Returns the time of the last value of each matching series, by key. */
    public Map<SeriesKey, Instant> lastTimes(Connection connection, KeyFilter filter) throws SQLException {
        String sql = "SELECT " + keys.names() + ", \"last_ts\" FROM " + spec.rows() + " WHERE "
                + keys.where(filter, "", dialect) + " ORDER BY " + keys.names();
        return Statements.select(
                dialect.prepare(connection, sql), statement -> keys.bind(statement, 1, filter), rows -> {
                    Map<SeriesKey, Instant> found = new LinkedHashMap<>();
                    while (rows.next()) {
                        found.put(keys.read(rows, 1), instants.read(rows, keys.size() + 1));
                    }
                    return found;
                });
    }

    @Override
    public Rows rows(Connection connection, KeyFilter filter) throws SQLException {
        StoreStatistics all = statistics(connection, filter);
        return new Rows(all.chunks(), OptionalLong.of(all.values()), all.bytes());
    }

    /** Returns statistics of the matching series. */
    public StoreStatistics statistics(Connection connection, KeyFilter filter) throws SQLException {
        String sql = "SELECT COUNT(*) AS \"series\", SUM(\"value_count\") AS \"amount\","
                + " SUM(" + dialect.bytes("\"data\"") + ") AS \"bytes\", MIN(\"first_ts\") AS \"first\","
                + " MAX(\"last_ts\") AS \"last\" FROM " + spec.rows() + " WHERE "
                + keys.where(filter, "", dialect);
        return Statements.select(
                dialect.prepare(connection, sql), statement -> keys.bind(statement, 1, filter), rows -> {
                    rows.next();
                    return new StoreStatistics(
                            rows.getLong(1),
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getLong(3),
                            Optional.ofNullable(instants.readOrNull(rows, 4)),
                            Optional.ofNullable(instants.readOrNull(rows, 5)));
                });
    }

    private OptionalLong time(Connection connection, KeyFilter filter, String expression) throws SQLException {
        return Statements.select(
                dialect.prepare(
                        connection,
                        "SELECT " + expression + " FROM " + spec.rows() + " WHERE " + keys.where(filter, "", dialect)),
                statement -> keys.bind(statement, 1, filter),
                instants::firstMillis);
    }

    // --- writes; the caller has locked the series

    /** Inserts series that are not stored yet. The driver holds a batch of 100 in memory. */
    public void insert(Connection connection, List<SeriesRow> rows) throws SQLException {
        String sql = "INSERT INTO " + spec.rows() + " (\"dtype\", \"point_count\", \"value_count\", \"first_ts\","
                + " \"last_ts\", \"data\", " + keys.names() + ") VALUES (" + KeyColumns.marks(6 + keys.size()) + ')';
        Statements.insert(
                connection, dialect, sql, rows, this::bind, row -> name(row.key()), part -> stored(connection, part));
    }

    /** Returns the name of a series for error messages. */
    private String name(SeriesKey key) {
        return spec.name() + ", " + key;
    }

    private long stored(Connection connection, List<SeriesRow> rows) throws SQLException {
        String sql = "SELECT COUNT(*) FROM " + spec.rows() + " WHERE " + keys.among(rows.size());
        List<SeriesKey> wanted = rows.stream().map(SeriesRow::key).toList();
        return Statements.count(dialect.prepare(connection, sql), statement -> keys.bindAmong(statement, 1, wanted));
    }

    /**
     * Rewrites stored series, except for the time when they were created. The driver holds a batch of 100 in memory.
     */
    public void update(Connection connection, List<SeriesRow> rows) throws SQLException {
        String sql = "UPDATE " + spec.rows() + " SET \"dtype\" = ?, \"point_count\" = ?, \"value_count\" = ?,"
                + " \"first_ts\" = ?, \"last_ts\" = ?, \"data\" = ?, \"updated_at\" = " + dialect.now() + " WHERE "
                + keys.equal();
        Statements.change(connection, dialect, sql, rows, this::bind, row -> name(row.key()));
    }

    private void bind(PreparedStatement statement, SeriesRow row) throws SQLException {
        statement.setString(1, row.dtype());
        statement.setInt(2, row.pointCount());
        statement.setInt(3, row.valueCount());
        instants.bindMillis(statement, 4, row.firstMillis());
        instants.bindMillis(statement, 5, row.lastMillis());
        statement.setBytes(6, row.data());
        keys.bind(statement, 7, row.key());
    }

    /** Deletes a stored series. */
    public void delete(Connection connection, SeriesKey key) throws SQLException {
        Statements.change(
                connection,
                dialect,
                "DELETE FROM " + spec.rows() + " WHERE " + keys.equal(),
                List.of(key),
                (statement, each) -> keys.bind(statement, 1, each),
                this::name);
    }

    /** Deletes those of these series that are stored and returns their number. */
    public int delete(Connection connection, List<SeriesKey> series) throws SQLException {
        int deleted = 0;
        for (int from = 0; from < series.size(); from += Statements.GROUP) {
            List<SeriesKey> group = series.subList(from, Math.min(from + Statements.GROUP, series.size()));
            String sql = "DELETE FROM " + spec.rows() + " WHERE " + keys.among(group.size());
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                keys.bindAmong(statement, 1, group);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }
}

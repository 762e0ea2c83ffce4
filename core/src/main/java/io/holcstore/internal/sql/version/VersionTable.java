package io.holcstore.internal.sql.version;

import io.holcstore.internal.partition.MissingPartition;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.series.KeyIndex;
import io.holcstore.internal.sql.series.LongKeys;
import io.holcstore.internal.sql.series.SeriesHeads;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All statements on the versions of one store: the valid rows, the superseded rows, and the heads that writers lock.
 * Each method uses the given connection, leaves the transaction to the caller, and decodes nothing. Immutable and
 * thread-safe.
 *
 * <p>Before a row is rewritten or deleted, it is copied to the table of history with the time at which it is
 * superseded. So the valid rows of a past instant are those stored until then, without those superseded until then.
 */
public final class VersionTable implements KeyIndex {
    private static final String CONTENT = "\"dtype\", \"point_count\", \"data\"";
    private static final String TIMES = "\"created_at\", \"modified_at\"";

    private final VersionSpec spec;
    private final SqlDialect dialect;
    private final Instants instants;
    private final KeyColumns keys;
    private final KeyColumns groups;
    private final SeriesHeads heads;

    public VersionTable(VersionSpec spec, SqlDialect dialect) {
        this.spec = spec;
        this.dialect = dialect;
        this.instants = dialect.instants();
        this.keys = new KeyColumns(spec.axes(), dialect);
        this.groups = new KeyColumns(spec.counterAxes(), dialect);
        this.heads = new SeriesHeads(spec.tables(), dialect, groups);
    }

    // --- heads

    /**
     * Locks these counter groups until the transaction ends and creates missing heads. It accepts any number of groups
     * and locks them in the order of their keys.
     */
    public void lock(Connection connection, Collection<SeriesKey> counterGroups) throws SQLException {
        List<SeriesKey> sorted = counterGroups.stream().sorted(SeriesKey.ORDER).toList();
        for (List<SeriesKey> part : Statements.groups(sorted)) {
            heads.lock(connection, part);
        }
    }

    /** Returns the heads of these counter groups, which must be locked. */
    public List<VersionHead> heads(Connection connection, Collection<SeriesKey> counterGroups) throws SQLException {
        List<VersionHead> found = new ArrayList<>(counterGroups.size());
        for (List<SeriesKey> part : Statements.groups(List.copyOf(counterGroups))) {
            String sql = "SELECT " + groups.names() + ", \"next_number\", \"stamped_at\", \"history_since\" FROM "
                    + spec.heads() + " WHERE " + groups.among(part.size());
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                groups.bindAmong(statement, 1, part);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(head(rows));
                    }
                }
            }
        }
        return found;
    }

    private VersionHead head(ResultSet row) throws SQLException {
        int at = groups.size() + 1;
        return new VersionHead(
                groups.read(row, 1),
                row.getInt(at),
                instants.readOrNull(row, at + 1),
                instants.readOrNull(row, at + 2));
    }

    /** Returns the time of the database's clock in whole microseconds. */
    public Instant clock(Connection connection) throws SQLException {
        return Statements.select(
                dialect.prepare(connection, "SELECT " + dialect.clock() + dialect.fromNothing()),
                statement -> {},
                row -> {
                    row.next();
                    return instants.read(row, 1).truncatedTo(ChronoUnit.MICROS);
                });
    }

    /** Records the numbers used and the time of the write. */
    public void stamp(Connection connection, List<VersionHead> changed, Instant stamp) throws SQLException {
        String sql = "UPDATE " + spec.heads() + " SET \"next_number\" = ?, \"stamped_at\" = ? WHERE " + groups.equal();
        Statements.Binder<VersionHead> binder = (statement, head) -> {
            statement.setInt(1, head.nextNumber());
            instants.bind(statement, 2, stamp);
            groups.bind(statement, 3, head.group());
        };
        Statements.change(connection, dialect, sql, changed, binder, head -> headName(head.group()));
    }

    // --- reads

    String columns() {
        return keys.names() + ", \"version_number\", " + TIMES + ", " + CONTENT;
    }

    VersionRow row(ResultSet row) throws SQLException {
        int at = keys.size() + 1;
        return new VersionRow(
                keys.read(row, 1),
                row.getInt(at),
                instants.read(row, at + 1),
                instants.read(row, at + 2),
                new SeriesBlob(row.getString(at + 3), row.getInt(at + 4), row.getBytes(at + 5)));
    }

    /** Returns the versions of one key in this order, or only the one with the given number. */
    public List<VersionRow> versions(
            Connection connection, SeriesKey key, @Nullable Integer number, List<VersionSort> order)
            throws SQLException {
        String sql = "SELECT " + columns() + " FROM " + spec.live() + " WHERE " + keys.equal()
                + (number == null ? "" : " AND \"version_number\" = ?") + orderBy(order);
        return list(connection, sql, statement -> {
            int next = keys.bind(statement, 1, key);
            if (number != null) {
                statement.setInt(next, number);
            }
        });
    }

    /** One version without its series. */
    public record Entry(SeriesKey key, int number, Instant createdAt) {}

    /** Returns the versions of these keys. */
    public List<Entry> index(Connection connection, List<SeriesKey> series) throws SQLException {
        List<Entry> found = new ArrayList<>();
        for (List<SeriesKey> part : parts(series)) {
            String sql = "SELECT " + keys.names() + ", \"version_number\", \"created_at\" FROM " + spec.live()
                    + whereIn(part, null);
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                keys.bindAmong(statement, 1, part);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        int at = keys.size() + 1;
                        found.add(new Entry(keys.read(rows, 1), rows.getInt(at), instants.read(rows, at + 1)));
                    }
                }
            }
        }
        return found;
    }

    /** Returns the versions of one key that were valid at an instant, in this order. */
    public List<VersionRow> versionsAsOf(Connection connection, SeriesKey key, Instant instant, List<VersionSort> order)
            throws SQLException {
        String sql = "SELECT " + columns() + " FROM " + spec.live() + " WHERE " + keys.equal()
                + " AND \"modified_at\" <= ? UNION ALL SELECT " + columns() + " FROM " + spec.history() + " WHERE "
                + keys.equal() + " AND \"modified_at\" <= ? AND \"superseded_at\" > ?" + orderBy(order);
        return list(connection, sql, statement -> {
            int next = keys.bind(statement, 1, key);
            instants.bind(statement, next, instant);
            next = keys.bind(statement, next + 1, key);
            instants.bind(statement, next, instant);
            instants.bind(statement, next + 1, instant);
        });
    }

    private List<VersionRow> list(Connection connection, String sql, RowScan.Parameters parameters)
            throws SQLException {
        List<VersionRow> found = new ArrayList<>();
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            parameters.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
        }
        return found;
    }

    /**
     * Scans the versions of all matching keys as the database finds them: those with the same values on {@code axes}
     * are consecutive, in this order. The connection must be in a transaction; close the scan before any other use of
     * the connection.
     */
    public RowScan<VersionRow> scan(
            Connection connection, KeyFilter filter, List<Axis<?>> axes, List<VersionSort> order) throws SQLException {
        String sql = "SELECT " + columns() + " FROM " + spec.live() + " WHERE " + keys.where(filter, "", dialect)
                + orderBy(grouped(axes, order));
        return scan(connection, sql, statement -> keys.bind(statement, 1, filter));
    }

    /** Splits these keys into parts that one statement may name. */
    public List<List<SeriesKey>> parts(List<SeriesKey> series) {
        return KeyColumns.parts(series, dialect.seriesAtOnce());
    }

    /** Scans the versions of these keys, which must be one of the {@link #parts}, in the same way. */
    public RowScan<VersionRow> scan(
            Connection connection, List<SeriesKey> series, List<Axis<?>> axes, List<VersionSort> order)
            throws SQLException {
        String sql =
                "SELECT " + columns() + " FROM " + spec.live() + whereIn(series, null) + orderBy(grouped(axes, order));
        return scan(connection, sql, statement -> keys.bindAmong(statement, 1, series));
    }

    private RowScan<VersionRow> scan(Connection connection, String sql, RowScan.Parameters parameters)
            throws SQLException {
        return RowScan.openGrowing(connection, dialect, sql, parameters, this::row, version -> version.series()
                .data()
                .length);
    }

    /** Sorts by the axes in the order of the database, which is that of the index, and then by the given order. */
    private static List<VersionSort> grouped(List<Axis<?>> axes, List<VersionSort> order) {
        Stream<VersionSort> groups = axes.stream().map(axis -> new VersionSort(axis.name(), null, false));
        return Stream.concat(groups, order.stream()).toList();
    }

    private String orderBy(List<VersionSort> order) {
        return order.isEmpty()
                ? ""
                : order.stream().map(sort -> sort.text(dialect)).collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    @Override
    public List<SeriesKey> keys(Connection connection, KeyFilter filter, Page page) throws SQLException {
        String all = distinctKeys(spec.live(), keys.where(filter, "", dialect));
        return Statements.select(
                dialect.prepare(connection, page.of(all, "", keys, dialect)),
                statement -> page.bind(statement, keys.bind(statement, 1, filter), keys),
                keys::readAll);
    }

    /** Returns the keys that have history which ended at the instant or before. */
    public List<SeriesKey> keysWithHistory(Connection connection, Instant until) throws SQLException {
        String sql = distinctKeys(spec.history(), "\"superseded_at\" <= ?") + " ORDER BY " + keys.names();
        return Statements.select(
                dialect.prepare(connection, sql), statement -> instants.bind(statement, 1, until), keys::readAll);
    }

    /** The keys of all matching versions, those included that no longer count. */
    public List<SeriesKey> keysEver(Connection connection, KeyFilter filter) throws SQLException {
        String where = keys.where(filter, "", dialect);
        String sql = "SELECT " + keys.names() + " FROM " + spec.live() + " WHERE " + where + " UNION SELECT "
                + keys.names() + " FROM " + spec.history() + " WHERE " + where + " ORDER BY " + keys.names();
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> keys.bind(statement, keys.bind(statement, 1, filter), filter),
                keys::readAll);
    }

    /** The statements on whole histories. */
    public HistoryTable histories() {
        return new HistoryTable(this, spec, dialect);
    }

    private String distinctKeys(String table, String where) {
        return "SELECT DISTINCT " + keys.names() + " FROM " + table + " WHERE " + where;
    }

    @Override
    public long count(Connection connection, KeyFilter filter) throws SQLException {
        return Statements.select(
                dialect.prepare(
                        connection,
                        "SELECT COUNT(*) FROM (SELECT DISTINCT " + keys.names() + " FROM " + spec.live() + " WHERE "
                                + keys.where(filter, "", dialect) + ") x"),
                statement -> keys.bind(statement, 1, filter),
                rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    @Override
    public Rows rows(Connection connection, KeyFilter filter) throws SQLException {
        String sql =
                "SELECT COUNT(*) AS \"versions\", SUM(\"point_count\") AS \"amount\", SUM(" + dialect.bytes("\"data\"")
                        + ") AS \"bytes\" FROM " + spec.live() + " WHERE " + keys.where(filter, "", dialect);
        return Statements.select(
                dialect.prepare(connection, sql), statement -> keys.bind(statement, 1, filter), found -> {
                    found.next();
                    return new Rows(found.getLong(1), OptionalLong.of(found.getLong(2)), found.getLong(3));
                });
    }

    // --- writes; the caller has locked the counter groups

    /** Inserts rows that are not stored yet. */
    public void insert(Connection connection, List<VersionRow> rows) throws SQLException {
        String sql = "INSERT INTO " + spec.live() + " (" + columns() + ") VALUES (" + KeyColumns.marks(keys.size() + 6)
                + ')';
        Statements.Binder<VersionRow> binder = this::bindRow;
        try {
            Statements.insert(connection, dialect, sql, rows, binder, this::name, part -> stored(connection, part));
        } catch (SQLException e) {
            List<SeriesKey> written = rows.stream().map(VersionRow::key).toList();
            MissingPartition.check(
                    e,
                    dialect.partitions(),
                    spec.tables().partitions(),
                    spec.tables().name(),
                    MissingPartition.ofSeries(written));
            throw LongKeys.explained(e, spec.tables(), dialect, written);
        }
    }

    /** Binds the {@link #columns} and returns the next parameter's number. */
    int bindRow(PreparedStatement statement, VersionRow row) throws SQLException {
        int next = keys.bind(statement, 1, row.key());
        statement.setInt(next, row.number());
        instants.bind(statement, next + 1, row.createdAt());
        instants.bind(statement, next + 2, row.modifiedAt());
        return bindContent(statement, next + 3, row.series());
    }

    /** Returns the name of a version for error messages. */
    String name(VersionRow row) {
        return spec.tables().name() + ", " + row.key() + ", version " + row.number();
    }

    /** Returns the name of a head for error messages. */
    String headName(SeriesKey group) {
        return spec.tables().name() + ", counter of " + group;
    }

    private long stored(Connection connection, List<VersionRow> rows) throws SQLException {
        String sql =
                "SELECT COUNT(*) FROM " + spec.live() + " WHERE " + keys.amongNumbered("version_number", rows.size());
        List<SeriesKey> wanted = rows.stream().map(VersionRow::key).toList();
        int[] numbers = rows.stream().mapToInt(VersionRow::number).toArray();
        return Statements.count(
                dialect.prepare(connection, sql), statement -> keys.bindAmong(statement, 1, wanted, numbers));
    }

    private static int bindContent(PreparedStatement statement, int at, SeriesBlob series) throws SQLException {
        statement.setString(at, series.dtype());
        statement.setInt(at + 1, series.points());
        statement.setBytes(at + 2, series.data());
        return at + 3;
    }

    /** Rewrites stored rows, whose former state is in the history already. */
    public void update(Connection connection, List<VersionRow> rows) throws SQLException {
        String sql = "UPDATE " + spec.live()
                + " SET \"dtype\" = ?, \"point_count\" = ?, \"data\" = ?, \"modified_at\" = ? WHERE " + keys.equal()
                + " AND \"version_number\" = ?";
        Statements.Binder<VersionRow> binder = (statement, row) -> {
            int next = bindContent(statement, 1, row.series());
            instants.bind(statement, next, row.modifiedAt());
            next = keys.bind(statement, next + 1, row.key());
            statement.setInt(next, row.number());
        };
        Statements.change(connection, dialect, sql, rows, binder, this::name);
    }

    /**
     * Copies the rows of these keys to history, superseded from now on, or only the version with the given number.
     * Returns how many rows it copied.
     */
    public int keepHistory(
            Connection connection, List<SeriesKey> series, @Nullable Integer number, Instant supersededAt)
            throws SQLException {
        String sql = "INSERT INTO " + spec.history() + " (" + columns() + ", \"superseded_at\") SELECT " + columns()
                + ", " + dialect.cast("?", dialect.instants().type()) + " FROM " + spec.live();
        int kept = 0;
        for (List<SeriesKey> part : parts(series)) {
            try (PreparedStatement statement = dialect.prepare(connection, sql + whereIn(part, number))) {
                instants.bind(statement, 1, supersededAt);
                bindIn(statement, 2, part, number);
                kept += statement.executeUpdate();
            }
        }
        return kept;
    }

    /** Checks that all superseded rows of these keys went to history. */
    public void requireHistory(List<SeriesKey> series, int kept, int superseded) throws SQLException {
        if (!series.isEmpty()) {
            String first = series.get(0).toString();
            String last = series.get(series.size() - 1).toString();
            RowCounts.requireHistory(spec.tables().name() + ", " + RowCounts.between(first, last), kept, superseded);
        }
    }

    /** Deletes the rows of these keys, or only the version with the given number, and returns how many it deleted. */
    public int delete(Connection connection, List<SeriesKey> series, @Nullable Integer number) throws SQLException {
        int deleted = 0;
        for (List<SeriesKey> part : parts(series)) {
            String sql = "DELETE FROM " + spec.live() + whereIn(part, number);
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                bindIn(statement, 1, part, number);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    private String whereIn(List<SeriesKey> series, @Nullable Integer number) {
        return " WHERE " + keys.among(series.size()) + (number == null ? "" : " AND \"version_number\" = ?");
    }

    private void bindIn(PreparedStatement statement, int at, List<SeriesKey> series, @Nullable Integer number)
            throws SQLException {
        int next = keys.bindAmong(statement, at, series);
        if (number != null) {
            statement.setInt(next, number);
        }
    }

    /** Drops the history of these keys that ended at the instant or before, and returns the number of rows. */
    public int purge(Connection connection, List<SeriesKey> series, Instant until) throws SQLException {
        int purged = 0;
        for (List<SeriesKey> part : parts(series)) {
            String sql = "DELETE FROM " + spec.history() + whereIn(part, null) + " AND \"superseded_at\" <= ?";
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                instants.bind(statement, keys.bindAmong(statement, 1, part), until);
                purged += statement.executeUpdate();
            }
        }
        return purged;
    }

    /** Records that the history before this time has been dropped. */
    public void forgetBefore(Connection connection, List<SeriesKey> counterGroups, Instant since) throws SQLException {
        String sql = "UPDATE " + spec.heads() + " SET \"history_since\" = ? WHERE " + groups.equal();
        Statements.Binder<SeriesKey> binder = (statement, group) -> {
            instants.bind(statement, 1, since);
            groups.bind(statement, 2, group);
        };
        Statements.change(connection, dialect, sql, counterGroups, binder, this::headName);
    }
}

package io.holcstore.internal.sql.version;

import io.holcstore.internal.partition.MissingPartition;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements on the history of a key: its versions, and those that no longer count. See {@link VersionTable}. */
public final class HistoryTable {
    /**
     * The history of a key, as one statement saw it.
     *
     * @param rows by number and time
     * @param nextNumber one more than the highest number that its counter has used
     * @param since the first instant whose history is kept; null when all of it is kept
     */
    public record Kept(
            List<KeptVersion> rows,
            int nextNumber,
            @Nullable Instant since) {}

    private final VersionTable table;
    private final VersionSpec spec;
    private final SqlDialect dialect;
    private final Instants instants;
    private final KeyColumns keys;
    private final KeyColumns groups;

    HistoryTable(VersionTable table, VersionSpec spec, SqlDialect dialect) {
        this.table = table;
        this.spec = spec;
        this.dialect = dialect;
        this.instants = dialect.instants();
        this.keys = new KeyColumns(spec.axes(), dialect);
        this.groups = new KeyColumns(spec.counterAxes(), dialect);
    }

    /** Returns the history of a key. It has no rows when there is none. */
    public Kept of(Connection connection, SeriesKey key, SeriesKey counterGroup) throws SQLException {
        String columns = table.columns();
        String sql = "SELECT " + columns + ", \"superseded_at\", h.\"next_number\", h.\"history_since\" FROM (SELECT "
                + columns + ", " + dialect.cast("NULL", instants.type()) + " AS \"superseded_at\" FROM " + spec.live()
                + " WHERE " + keys.equal() + " UNION ALL SELECT " + columns + ", \"superseded_at\" FROM "
                + spec.history() + " WHERE " + keys.equal() + ") v CROSS JOIN (SELECT \"next_number\","
                + " \"history_since\" FROM " + spec.heads() + " WHERE " + groups.equal()
                + ") h ORDER BY \"version_number\", \"modified_at\"";
        List<KeptVersion> rows = new ArrayList<>();
        int nextNumber = 0;
        Instant since = null;
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            groups.bind(statement, keys.bind(statement, keys.bind(statement, 1, key), key), counterGroup);
            try (ResultSet found = statement.executeQuery()) {
                int at = keys.size() + 7;
                while (found.next()) {
                    rows.add(new KeptVersion(table.row(found), instants.readOrNull(found, at)));
                    nextNumber = found.getInt(at + 1);
                    since = instants.readOrNull(found, at + 2);
                }
            }
        }
        return new Kept(rows, nextNumber, since);
    }

    /** Returns which of these numbers are those of versions that count under other keys of the counter. */
    public List<VersionTable.Entry> taken(
            Connection connection, SeriesKey key, SeriesKey counterGroup, Set<Integer> numbers) throws SQLException {
        List<VersionTable.Entry> found = new ArrayList<>();
        for (List<Integer> part : KeyColumns.parts(List.copyOf(numbers), Statements.GROUP)) {
            String sql = "SELECT " + keys.names() + ", \"version_number\", \"created_at\" FROM " + spec.live()
                    + " WHERE " + groups.equal() + " AND NOT (" + keys.equal() + ") AND "
                    + KeyColumns.in("\"version_number\"", Collections.nCopies(part.size(), "?"), dialect);
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                int next = keys.bind(statement, groups.bind(statement, 1, counterGroup), key);
                for (int number : part) {
                    statement.setInt(next++, number);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    int at = keys.size() + 1;
                    while (rows.next()) {
                        found.add(new VersionTable.Entry(
                                keys.read(rows, 1), rows.getInt(at), instants.read(rows, at + 1)));
                    }
                }
            }
        }
        return found;
    }

    /** Stores rows that no longer count, unless they exist. */
    public void insert(Connection connection, List<KeptVersion> rows) throws SQLException {
        String sql = "INSERT INTO " + spec.history() + " (" + table.columns() + ", \"superseded_at\") VALUES ("
                + KeyColumns.marks(keys.size() + 7) + ')';
        Statements.Binder<KeptVersion> binder =
                (statement, kept) -> instants.bind(statement, table.bindRow(statement, kept.row()), superseded(kept));
        try {
            Statements.insert(
                    connection,
                    dialect,
                    sql,
                    rows,
                    binder,
                    kept -> table.name(kept.row()) + " until " + kept.supersededAt(),
                    part -> stored(connection, part));
        } catch (SQLException e) {
            List<SeriesKey> written =
                    rows.stream().map(kept -> kept.row().key()).toList();
            MissingPartition.check(
                    e,
                    dialect.partitions(),
                    spec.tables().partitions(),
                    spec.tables().name(),
                    MissingPartition.ofSeries(written));
            throw e;
        }
    }

    private static Instant superseded(KeptVersion kept) {
        Instant at = kept.supersededAt();
        if (at == null) {
            throw new IllegalArgumentException("version " + kept.row().number() + " counts, and is not history");
        }
        return at;
    }

    private long stored(Connection connection, List<KeptVersion> rows) throws SQLException {
        long stored = 0;
        String sql = "SELECT COUNT(*) FROM " + spec.history() + " WHERE " + keys.equal()
                + " AND \"version_number\" = ? AND \"modified_at\" = ?";
        for (KeptVersion kept : rows) {
            stored += Statements.count(dialect.prepare(connection, sql), statement -> {
                int next = keys.bind(statement, 1, kept.row().key());
                statement.setInt(next, kept.row().number());
                instants.bind(statement, next + 1, kept.row().modifiedAt());
            });
        }
        return stored;
    }

    /** Updates the head of a counter, which must be locked. */
    public void record(Connection connection, VersionHead head) throws SQLException {
        String sql = "UPDATE " + spec.heads()
                + " SET \"next_number\" = ?, \"stamped_at\" = ?, \"history_since\" = ? WHERE " + groups.equal();
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            statement.setInt(1, head.nextNumber());
            bindOrNull(statement, 2, head.stampedAt());
            bindOrNull(statement, 3, head.historySince());
            groups.bind(statement, 4, head.group());
            RowCounts.requireOne(table.headName(head.group()), statement.executeUpdate());
        }
    }

    private void bindOrNull(PreparedStatement statement, int at, @Nullable Instant time) throws SQLException {
        if (time == null) {
            instants.bindNull(statement, at);
        } else {
            instants.bind(statement, at, time);
        }
    }
}

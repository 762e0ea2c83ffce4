package io.holcstore.internal.sql.projection;

import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a projection. Immutable and thread-safe; leaves transactions to the caller. */
public final class ProjectionTable {
    private static final String START = TableSpec.quote(ProjectionShape.START);

    private final TableSpec spec;
    private final SqlDialect dialect;
    private final ProjectionShape shape;
    private final KeyColumns keys;
    private final boolean keyed;
    private final Instants instants;

    public ProjectionTable(TableSpec spec, ProjectionShape shape, SqlDialect dialect) {
        this.spec = spec;
        this.dialect = dialect;
        this.shape = shape;
        this.keys = new KeyColumns(spec.axes(), dialect);
        this.keyed = !spec.axes().isEmpty();
        this.instants = dialect.instants();
    }

    /** The numbers of rows that a write has changed. */
    public record Changed(long inserted, long updated, long deleted) {
        public static final Changed NOTHING = new Changed(0, 0, 0);

        public Changed and(Changed more) {
            return new Changed(inserted + more.inserted, updated + more.updated, deleted + more.deleted);
        }
    }

    /** Replaces the rows of the keys in a range by these. Writes only rows that differ. */
    public Changed write(Connection connection, List<SeriesKey> of, TimeRange range, List<ProjectionRow> rows)
            throws SQLException {
        Map<ProjectionRow.Id, ProjectionRow> there = new HashMap<>();
        for (List<SeriesKey> part : KeyColumns.parts(of, Math.min(Statements.GROUP, dialect.seriesAtOnce()))) {
            read(connection, part, range, there);
        }
        List<ProjectionRow> inserted = new ArrayList<>();
        List<ProjectionRow> updated = new ArrayList<>();
        for (ProjectionRow row : rows) {
            requireStorable(row);
            ProjectionRow old = there.remove(row.id());
            if (old == null) {
                inserted.add(row);
            } else if (!old.equals(row)) {
                updated.add(row);
            }
        }
        delete(connection, List.copyOf(there.keySet()));
        update(connection, updated);
        for (List<ProjectionRow> part : KeyColumns.parts(inserted, dialect.rowsPerInsert())) {
            insert(connection, part);
        }
        return new Changed(inserted.size(), updated.size(), there.size());
    }

    private void requireStorable(ProjectionRow row) throws SQLException {
        if (!dialect.storesNonFinite() && !row.isFinite()) {
            throw new SQLException(name(row) + " has the sum " + row.sum() + ", the minimum " + row.min()
                    + " and the maximum " + row.max() + ", but " + dialect.product()
                    + " stores neither infinities nor NaN: replace the values of the store that are not finite");
        }
    }

    private String names() {
        Stream<String> axes =
                keys.columns().stream().limit(keyed ? keys.size() : 0).map(axis -> axis.name());
        return Stream.concat(axes, shape.names().stream()).map(TableSpec::quote).collect(Collectors.joining(", "));
    }

    private void read(
            Connection connection, List<SeriesKey> of, TimeRange range, Map<ProjectionRow.Id, ProjectionRow> there)
            throws SQLException {
        String among = keyed ? keys.among(of.size()) + " AND " : "";
        String sql = "SELECT " + names() + " FROM " + spec.rows() + " WHERE " + among + START + " >= ? AND " + START
                + " < ?";
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            int next = keyed ? keys.bindAmong(statement, 1, of) : 1;
            instants.bindMillis(statement, next, range.startMillis());
            instants.bindMillis(statement, next + 1, range.endMillis());
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    ProjectionRow row = read(found);
                    there.put(row.id(), row);
                }
            }
        }
    }

    private ProjectionRow read(ResultSet found) throws SQLException {
        int at = keyed ? keys.size() + 1 : 1;
        SeriesKey key = keyed ? keys.read(found, 1) : SeriesKey.of();
        return shape.read(found, at + 1, key, instants.read(found, at).toEpochMilli(), dialect);
    }

    private void insert(Connection connection, List<ProjectionRow> rows) throws SQLException {
        int columns = (keyed ? keys.size() : 0) + shape.names().size();
        String tuple = '(' + KeyColumns.marks(columns) + ')';
        String sql = "INSERT INTO " + spec.rows() + " (" + names() + ") VALUES "
                + String.join(", ", Collections.nCopies(rows.size(), tuple));
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            int next = 1;
            for (ProjectionRow row : rows) {
                next = bindId(statement, next, row.id());
                statement.setObject(next, row.date());
                next = shape.bind(statement, next + 1, row);
            }
            int stored = statement.executeUpdate();
            if (stored != rows.size()) {
                String between = RowCounts.between(name(rows.get(0)), name(rows.get(rows.size() - 1)));
                throw RowCounts.leftOut(between, rows.size(), stored);
            }
        }
    }

    private void update(Connection connection, List<ProjectionRow> rows) throws SQLException {
        String set = shape.numbers().stream()
                .map(name -> TableSpec.quote(name) + " = ?")
                .collect(Collectors.joining(", "));
        Statements.change(
                connection,
                dialect,
                "UPDATE " + spec.rows() + " SET " + set + " WHERE " + isRow(),
                rows,
                (statement, row) -> bindId(statement, shape.bind(statement, 1, row), row.id()),
                this::name);
    }

    private void delete(Connection connection, List<ProjectionRow.Id> rows) throws SQLException {
        Statements.change(
                connection,
                dialect,
                "DELETE FROM " + spec.rows() + " WHERE " + isRow(),
                rows,
                (statement, row) -> bindId(statement, 1, row),
                this::name);
    }

    private String isRow() {
        return (keyed ? keys.equal() + " AND " : "") + START + " = ?";
    }

    private int bindId(PreparedStatement statement, int at, ProjectionRow.Id row) throws SQLException {
        int next = keyed ? keys.bind(statement, at, row.key()) : at;
        instants.bindMillis(statement, next, row.startMillis());
        return next + 1;
    }

    private String name(ProjectionRow row) {
        return name(row.id());
    }

    private String name(ProjectionRow.Id row) {
        return spec.name() + ", " + row.key() + ", row " + Instant.ofEpochMilli(row.startMillis());
    }

    /** Deletes the rows that begin before an instant, and returns how many there were. */
    public long deleteBefore(Connection connection, long startMillis) throws SQLException {
        try (PreparedStatement statement =
                dialect.prepare(connection, "DELETE FROM " + spec.rows() + " WHERE " + START + " < ?")) {
            instants.bindMillis(statement, 1, startMillis);
            return statement.executeUpdate();
        }
    }

    /** Deletes all rows, and returns how many there were. */
    public long deleteAll(Connection connection) throws SQLException {
        try (PreparedStatement statement = dialect.prepare(connection, "DELETE FROM " + spec.rows())) {
            return statement.executeUpdate();
        }
    }
}

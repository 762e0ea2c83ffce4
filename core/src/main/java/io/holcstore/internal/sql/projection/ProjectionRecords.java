package io.holcstore.internal.sql.projection;

import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and writes the record of a projection. Immutable and thread-safe; leaves transactions to the caller. */
public final class ProjectionRecords {
    /**
     * The record of a projection.
     *
     * @param definition the settings as {@link TableSpec#settingsText} wrote them
     * @param position the text of the cursor up to which the feed was read; empty before the first refresh
     * @param shifted whether it ever saw a chunk that was written under other rules of the zone
     */
    public record Recorded(String definition, String position, boolean shifted) {}

    private final TableSpec spec;
    private final SqlDialect dialect;

    public ProjectionRecords(TableSpec spec, SqlDialect dialect) {
        this.spec = spec;
        this.dialect = dialect;
    }

    /** Returns whether the table of records exists. */
    public boolean exist(Connection connection) throws SQLException {
        return dialect.find(connection, spec.projectionTable()) != null;
    }

    /** Returns whether the table of the projection exists. */
    public boolean hasTable(Connection connection) throws SQLException {
        return dialect.find(connection, spec.rows()) != null;
    }

    /** Returns the record, or empty if there is none. */
    public Optional<Recorded> find(Connection connection) throws SQLException {
        return select(connection, UnaryOperator.identity());
    }

    /** Returns the record like {@link #find}, and locks it: nobody else refreshes until the transaction ends. */
    public Optional<Recorded> lock(Connection connection) throws SQLException {
        return select(connection, dialect::lockRows);
    }

    private Optional<Recorded> select(Connection connection, UnaryOperator<String> lock) throws SQLException {
        String sql = lock.apply("SELECT \"definition\", \"position\", \"is_shifted\" FROM " + spec.projectionTable()
                + " WHERE \"name\" = ?");
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> statement.setString(1, spec.table()),
                rows -> rows.next()
                        ? Optional.of(new Recorded(rows.getString(1), Statements.text(rows, 2), rows.getBoolean(3)))
                        : Optional.empty());
    }

    /** Records the position to continue from. The row is locked. */
    public void record(Connection connection, String position, boolean shifted) throws SQLException {
        String sql =
                "UPDATE " + spec.projectionTable() + " SET \"position\" = ?, \"is_shifted\" = ? WHERE \"name\" = ?";
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            statement.setString(1, position);
            statement.setBoolean(2, shifted);
            statement.setString(3, spec.table());
            RowCounts.requireOne(spec.name() + " in " + TableSpec.PROJECTION_TABLE, statement.executeUpdate());
        }
    }

    /** Records the projection, unless another session does. */
    public void insert(Connection connection) throws SQLException {
        dialect.insertIfAbsent(
                connection,
                spec.projectionTable(),
                "\"name\", \"definition\", \"position\", \"is_shifted\"",
                "?, ?, '', " + dialect.literal(false),
                List.of(spec),
                (statement, each) -> {
                    statement.setString(1, each.table());
                    statement.setString(2, each.settingsText());
                });
    }

    /** Deletes the record. */
    public void delete(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                dialect.prepare(connection, "DELETE FROM " + spec.projectionTable() + " WHERE \"name\" = ?")) {
            statement.setString(1, spec.table());
            statement.executeUpdate();
        }
    }

    /** Drops the table of the projection. A database may commit the transaction with that. */
    public void dropTable(Connection connection) throws SQLException {
        try (PreparedStatement statement = dialect.prepare(connection, dialect.dropIfExists(spec.rows()))) {
            statement.execute();
        }
    }
}

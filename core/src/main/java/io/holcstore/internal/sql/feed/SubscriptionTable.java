package io.holcstore.internal.sql.feed;

import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Records the positions of a replica in its sources, under names that the replica chooses. Immutable and thread-safe;
 * leaves transactions to the caller.
 */
public final class SubscriptionTable {

    private static final int ATTEMPTS = 3;

    /**
     * The recorded position.
     *
     * @param cursor the text of the cursor; empty before the first page
     * @param former the former epochs as text, separated by blanks
     */
    public record Recorded(String cursor, String former) {}

    private final TableSpec spec;
    private final SqlDialect dialect;

    public SubscriptionTable(ChunkTable chunks) {
        this.spec = chunks.spec();
        this.dialect = chunks.dialect();
        spec.requireOneServer(dialect, "a replica");
    }

    /** Returns the recorded position, or empty when there is none. */
    public Optional<Recorded> find(Connection connection, String subscription) throws SQLException {
        return select(connection, subscription, UnaryOperator.identity());
    }

    /** Returns the recorded position and locks it until the transaction ends. Creates the row when it is missing. */
    public Recorded lock(Connection connection, String subscription) throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Recorded> found = select(connection, subscription, dialect::lockRows);
            if (found.isPresent()) {
                return found.get();
            }
            insertUnlessPresent(connection, subscription);
        }
        throw RowCounts.leftOut(name(subscription), 1, 0);
    }

    /** Returns the name of a row for error messages. */
    private String name(String subscription) {
        return spec.name() + ", subscription " + subscription + " in " + TableSpec.SUBSCRIPTION_TABLE;
    }

    private Optional<Recorded> select(Connection connection, String subscription, UnaryOperator<String> lock)
            throws SQLException {
        String sql = lock.apply("SELECT \"position\", \"former_epochs\" FROM " + spec.subscriptionTable()
                + " WHERE \"name\" = ? AND \"subscription\" = ?");
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> bindKey(statement, 1, subscription),
                rows -> rows.next()
                        ? Optional.of(new Recorded(Statements.text(rows, 1), Statements.text(rows, 2)))
                        : Optional.empty());
    }

    private void insertUnlessPresent(Connection connection, String subscription) throws SQLException {
        dialect.insertIfAbsent(
                connection,
                spec.subscriptionTable(),
                "\"name\", \"subscription\", \"position\", \"former_epochs\"",
                "?, ?, '', ''",
                List.of(subscription),
                (statement, name) -> bindKey(statement, 1, name));
    }

    /** Records the position to continue from. The row must be locked. */
    public void record(Connection connection, String subscription, Recorded now) throws SQLException {
        String sql = "UPDATE " + spec.subscriptionTable()
                + " SET \"position\" = ?, \"former_epochs\" = ? WHERE \"name\" = ? AND \"subscription\" = ?";
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            statement.setString(1, now.cursor());
            statement.setString(2, now.former());
            bindKey(statement, 3, subscription);
            RowCounts.requireOne(name(subscription), statement.executeUpdate());
        }
    }

    private void bindKey(PreparedStatement statement, int at, String subscription) throws SQLException {
        statement.setString(at, spec.table());
        statement.setString(at + 1, subscription);
    }
}

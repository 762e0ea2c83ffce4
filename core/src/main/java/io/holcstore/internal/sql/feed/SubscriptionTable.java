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
 * How far a replica has come with each source, by a name of its own choice. Immutable and thread-safe; leaves
 * transactions to the caller.
 */
public final class SubscriptionTable {

    private static final int ATTEMPTS = 3;

    /**
     * What is recorded.
     *
     * @param cursor the text of the cursor, or empty where nothing has been applied
     * @param former what is known of other epochs, a blank between them
     */
    public record Recorded(String cursor, String former) {}

    private final TableSpec spec;
    private final SqlDialect dialect;

    public SubscriptionTable(ChunkTable chunks) {
        this.spec = chunks.spec();
        this.dialect = chunks.dialect();
    }

    /** What is recorded, if anything is. */
    public Optional<Recorded> find(Connection connection, String subscription) throws SQLException {
        return select(connection, subscription, UnaryOperator.identity());
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends; made where it is not there. */
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

    /** Names a row in errors. */
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
                        ? Optional.of(new Recorded(rows.getString(1), rows.getString(2)))
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

    /** Records where to go on; the row is locked. */
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

package io.holcstore.internal.sql.dialect.shardingsphere;

import io.holcstore.internal.sql.Spreader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The servers behind ShardingSphere-JDBC. */
final class ShardingSphereServers implements Spreader {
    static final ShardingSphereServers INSTANCE = new ShardingSphereServers();

    /** Those of PostgreSQL, and of ShardingSphere for a table of which it does not know. */
    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02");

    private static final @Nullable Class<?> CONNECTION = connectionClass();

    private ShardingSphereServers() {}

    private static @Nullable Class<?> connectionClass() {
        try {
            return Class.forName(
                    "org.apache.shardingsphere.driver.jdbc.core.connection.ShardingSphereConnection",
                    false,
                    ShardingSphereServers.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    static boolean isBehind(Connection connection) throws SQLException {
        return CONNECTION != null && connection.isWrapperFor(CONNECTION);
    }

    /** Returns whether ShardingSphere or one of its servers does not know a table. */
    static boolean isUnknownTable(SQLException e) {
        return NO_TABLE.contains(String.valueOf(e.getSQLState()));
    }

    @Override
    public String name() {
        return "ShardingSphere";
    }

    @Override
    public Map<String, Connection> servers(Connection connection) throws SQLException {
        return ShardingSphereRules.servers(connection.unwrap(CONNECTION));
    }

    /** Runs a statement that ShardingSphere sends to all servers, whether it spreads the table or repeats it. */
    @Override
    public boolean isOnAllServers(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + table + " WHERE 1 = 0");
            return true;
        } catch (SQLException e) {
            if (isUnknownTable(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<String> unfitRules(Connection connection, String axis, List<String> spread, List<String> repeated)
            throws SQLException {
        return ShardingSphereRules.problems(connection.unwrap(CONNECTION), axis, spread, repeated);
    }
}

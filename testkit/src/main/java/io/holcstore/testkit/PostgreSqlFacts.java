package io.holcstore.testkit;

import io.holcstore.store.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts of PostgreSQL. */
final class PostgreSqlFacts implements DatabaseFacts {
    @Override
    public Dialect dialect() {
        return Dialect.postgresql();
    }

    @Override
    public boolean hasPartitions() {
        return true;
    }

    @Override
    public boolean writersOfAFeedTakeTurns() {
        return false;
    }

    @Override
    public boolean tellsRunningTransactions() {
        return true;
    }

    @Override
    public boolean tellsIdleSerializableTransactions() {
        return true;
    }

    @Override
    public boolean snapshotHasTablesNotYetRead(int isolation) {
        return isolation >= Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public boolean runsDdlOfTheReference() {
        return true;
    }

    @Override
    public String lockTimeoutState() {
        return "55P03";
    }

    @Override
    public String session() {
        return "SELECT pg_backend_pid()";
    }

    @Override
    public String heldBackBy() {
        return "SELECT concat_ws(', ', 'process ' || pid, 'database ' || datname, 'user ' || usename,"
                + " 'application ' || NULLIF(application_name, ''), backend_type, 'since ' || xact_start)"
                + " FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
                + " UNION ALL SELECT concat_ws(', ', 'prepared transaction ' || gid, 'database ' || database)"
                + " FROM pg_prepared_xacts";
    }

    @Override
    public String path(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet path = statement.executeQuery("SELECT current_setting('search_path')")) {
            path.next();
            return path.getString(1);
        }
    }

    @Override
    public void setPath(Connection connection, String path) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            statement.executeQuery().close();
        }
    }

    @Override
    public String setLockTimeout(Duration timeout) {
        return "SET lock_timeout = " + timeout.toMillis();
    }

    @Override
    public List<String> setSearchPath(String... schemas) {
        return List.of("SET search_path = " + quoted(schemas));
    }

    @Override
    public String temporary() {
        return "TEMPORARY";
    }

    @Override
    public String bytes(String hex) {
        return "'\\x" + hex + "'::bytea";
    }

    @Override
    public String bytesType() {
        return "bytea";
    }

    @Override
    public String hex(String column) {
        return "encode(" + column + ", 'hex')";
    }

    @Override
    public String clock() {
        return "SELECT clock_timestamp()";
    }

    @Override
    public String countWaiters() {
        return "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";
    }

    /** The schemas' names in quotes, separated by commas. */
    static String quoted(String... schemas) {
        return Stream.of(schemas).map(schema -> '"' + schema + '"').collect(Collectors.joining(", "));
    }
}

package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Asks a database that calls itself PostgreSQL for what stores need. Other databases speak its protocol and give its
 * name, but lack some of its functions and types.
 */
final class PostgreSqlProbe {
    /** What the tables of every store need. A call with NULL takes no lock. */
    private static final String TABLES =
            "SELECT to_regclass('pg_catalog.pg_class'), row_security_active(CAST('pg_catalog.pg_class' AS text)),"
                    + " pg_advisory_xact_lock(CAST(NULL AS bigint)), pg_current_xact_id_if_assigned(), clock_timestamp(),"
                    + " pg_client_encoding(), current_setting('extra_float_digits')"
                    + " FROM unnest(CAST(NULL AS text[]), CAST(NULL AS text[])) AS wanted(a, b)";

    /** What the feed needs besides. */
    private static final String FEED = "SELECT CAST('1' AS xid8) < pg_snapshot_xmin(pg_current_snapshot()),"
            + " pg_snapshot_xmax(pg_current_snapshot()), pg_is_in_recovery(), pg_current_wal_insert_lsn(),"
            + " pg_current_wal_flush_lsn(), pg_logical_emit_message(FALSE, 'holcstore', '')"
            + " FROM pg_control_system() WHERE pg_current_xact_id() IS NULL";

    /**
     * What arrives of a parameter, and what comes back of a number. The driver sets what this depends on when it
     * connects. The URL or the first statement of a connection can change it.
     */
    private static final String VALUES =
            "SELECT CAST(? AS bytea), CAST(0.30000000000000004 AS double precision), pg_client_encoding(),"
                    + " current_setting('extra_float_digits'), current_setting('standard_conforming_strings')";

    private static final byte[] BYTES = {'a', '\\', '\'', 0, -1};
    private static final String UNICODE = "UTF8";
    private static final double DIGITS = 0.30000000000000004;

    /** Undefined function, object, table and column; feature not supported; syntax error. */
    private static final Set<String> LACKING = Set.of("42883", "42704", "42P01", "42703", "0A000", "42601");

    private PostgreSqlProbe() {}

    static void requireTables(Connection connection) throws SQLException {
        run(connection, TABLES, "a store");
        requireValues(connection);
    }

    /** Refuses settings under which keys, blobs or sums would change on their way. */
    private static void requireValues(Connection connection) throws SQLException {
        List<String> reasons = new ArrayList<>();
        Statements.select(connection.prepareStatement(VALUES), statement -> statement.setBytes(1, BYTES), rows -> {
            rows.next();
            if (!Arrays.equals(rows.getBytes(1), BYTES)) {
                reasons.add("standard_conforming_strings=" + rows.getString(5)
                        + " and preferQueryMode=simple: the driver would change the bytes of blobs; set the"
                        + " former to on, or leave out the latter");
            }
            if (rows.getDouble(2) != DIGITS) {
                reasons.add("extra_float_digits=" + rows.getString(4)
                        + ": sums would be rounded; set it to 1 or more on its connections");
            }
            if (!UNICODE.equals(rows.getString(3))) {
                reasons.add("client_encoding=" + rows.getString(3)
                        + ": keys would change; leave out allowEncodingChanges and SET client_encoding");
            }
            return true;
        });
        if (!reasons.isEmpty()) {
            throw new DefinitionException(
                    "stores do not work on PostgreSQL with " + String.join("; and with ", reasons), null);
        }
    }

    static void requireFeed(Connection connection) throws SQLException {
        run(connection, FEED, "a replicated store");
    }

    private static void run(Connection connection, String sql, String what) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1").close(); // what fails here is not lacking, as SERIALIZABLE on a standby
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("EXPLAIN " + sql).close(); // resolves all names, and calls nothing
        } catch (SQLException e) {
            if (e.getSQLState() == null || !LACKING.contains(e.getSQLState())) {
                throw e;
            }
            throw new DefinitionException(
                    "the database calls itself PostgreSQL, but " + what + " needs what it lacks: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + " (SQLState " + e.getSQLState()
                            + "). Stores run on PostgreSQL 13 or later; databases that speak its protocol, such as"
                            + " CockroachDB, YugabyteDB or Redshift, may lack its functions",
                    null);
        }
    }
}

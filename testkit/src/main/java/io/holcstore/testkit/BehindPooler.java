package io.holcstore.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL behind a {@link TransactionPooler} with two server connections, for clients with
 * {@code prepareThreshold=0}.
 */
final class BehindPooler {
    private static final int SERVERS = 2;

    /** What a session keeps beyond its transaction; the driver sets the two settings when it connects. */
    private static final String SESSION_STATE =
            "SELECT 'setting ' || name || ' = ' || setting FROM pg_settings WHERE source = 'session'"
                    + " AND name NOT IN ('extra_float_digits', 'application_name', 'transaction_isolation', 'transaction_read_only')"
                    + " UNION ALL SELECT 'prepared statement ' || name || ': ' || statement FROM pg_prepared_statements"
                    + " UNION ALL SELECT 'cursor ' || name || ': ' || statement FROM pg_cursors WHERE name <> ''"
                    + " UNION ALL SELECT 'advisory lock ' || objid FROM pg_locks"
                    + " WHERE pid = pg_backend_pid() AND locktype = 'advisory'"
                    + " UNION ALL SELECT 'channel ' || c FROM pg_listening_channels() c"
                    + " UNION ALL SELECT 'temporary ' || relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()";

    private BehindPooler() {}

    /** Puts a pooler before a database, to which the source opens connections from now on, and returns it. */
    static TransactionPooler put(PGSimpleDataSource source) {
        TransactionPooler pooler = before(source);
        source.setServerNames(new String[] {pooler.address().getHostString()});
        source.setPortNumbers(new int[] {pooler.address().getPort()});
        source.setPrepareThreshold(0);
        connectOften(source);
        return pooler;
    }

    private static TransactionPooler before(PGSimpleDataSource source) {
        try {
            return new TransactionPooler(source.getServerNames()[0], source.getPortNumbers()[0], SERVERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So that all server connections are there. */
    private static void connectOften(PGSimpleDataSource source) {
        for (int i = 0; i < SERVERS; i++) {
            try (Connection connection = source.getConnection()) {
                connection.getMetaData();
            } catch (SQLException e) {
                throw new IllegalStateException("no connection through the pooler: " + e.getMessage(), e);
            }
        }
    }

    /** Fails where sessions have kept something of transactions that are over. All must be over. */
    static void requireNothingKept(PGSimpleDataSource source) {
        try {
            List<String> kept = keptBySessions(source);
            if (!kept.isEmpty()) {
                throw new AssertionError("sessions have kept " + kept + ", which other clients of a pooler find");
            }
        } catch (SQLException e) {
            throw new AssertionError("the pooler is out of order", e);
        }
    }

    static List<String> keptBySessions(PGSimpleDataSource source) throws SQLException {
        List<String> kept = new ArrayList<>();
        try (Connection one = source.getConnection();
                Connection other = source.getConnection()) {
            for (Connection each : List.of(one, other)) {
                each.setAutoCommit(false); // holds its server, so that the other gets the other one
                try (Statement statement = each.createStatement();
                        ResultSet rows = statement.executeQuery(SESSION_STATE)) {
                    while (rows.next()) {
                        kept.add(rows.getString(1));
                    }
                }
            }
        }
        return kept;
    }
}

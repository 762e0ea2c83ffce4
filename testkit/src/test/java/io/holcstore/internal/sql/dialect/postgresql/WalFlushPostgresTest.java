package io.holcstore.internal.sql.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.internal.session.PooledLease;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.testkit.PostgresNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each way to have the log written, whichever version of the server it is made for: after a crash, what was committed
 * is there.
 */
final class WalFlushPostgresTest {
    private static final Verb FLUSHING = Verb.of("flush", "", () -> "flushing");

    /**
     * The server writes by itself so seldom that a crash comes before; {@link WalFlush#await} waits longer, the other
     * ways do not wait.
     */
    private static final Map<String, String> BEHIND =
            Map.of("synchronous_commit", "off", "wal_writer_delay", "10s", "autovacuum", "off");

    private interface Way {
        void run(Connection connection) throws SQLException;
    }

    @Test
    void everyWayWritesWhatIsCommitted(@TempDir Path folder) throws SQLException {
        try (PostgresNode server = PostgresNode.start(folder.resolve("server"), BEHIND)) {
            server.query("CREATE TABLE n (n int)");
            DataSource dataSource = server.dataSource();
            assertKept(server, 1, WalFlush::byMessage);
            assertKept(server, 2, WalFlush::await);
            assertKept(server, 3, connection -> {
                try (Lease lease = PooledLease.begin(dataSource.getConnection(), FLUSHING, null)) {
                    WalFlush.byCommit(lease);
                }
            });
            assertKept(server, 4, connection -> {
                try (Lease lease = PooledLease.select(dataSource.getConnection(), FLUSHING, null)) {
                    WalFlush.byCommit(lease);
                }
            });
        }
    }

    private static void assertKept(PostgresNode server, int n, Way way) throws SQLException {
        server.query("INSERT INTO n VALUES (" + n + ")");
        try (Connection connection = server.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            way.run(connection);
            server.crash();
        }
        assertThat(server.query("SELECT count(*) FROM n")).isEqualTo(String.valueOf(n));
    }
}

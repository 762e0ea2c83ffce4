package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.StoreSqlException;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;

final class ErrorH2MemoryTest extends ErrorContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.h2Memory();
    }

    /** A server of H2 that stops: what it had not committed is gone, and the next one may be there soon. */
    @Test
    void aServerThatStopsBeforeTheCommitHasStoredNothing() throws SQLException {
        String url = ((JdbcDataSource) db.database().unpooled()).getURL();
        Server server = Server.createTcpServer("-tcpPort", "0").start();
        JdbcDataSource remote = new JdbcDataSource();
        remote.setURL(url.replace("jdbc:h2:", "jdbc:h2:tcp://localhost:" + server.getPort() + "/"));
        remote.setUser("sa");
        ChunkStore store = Verbs.CHUNKS.open(remote);
        StoreSqlException e = refused(() -> {
            try (BulkWriter bulk = store.bulkWriter()) {
                bulk.add(A, point(3));
                bulk.add(A, point(4));
                server.stop();
                bulk.add(A, point(5));
            }
        });
        assertRetryable(e);
        assertRetryable(refused(() -> store.read(A)));
        assertThat(Verbs.CHUNKS.open(db.dataSource()).read(A)).contains(point(1));
    }

    private static void assertRetryable(StoreSqlException e) {
        assertThat(e.sqlState()).isEqualTo("90067");
        assertThat(e.isRetryable()).isTrue();
        assertThat(e.isOutcomeUnknown()).isFalse();
    }
}

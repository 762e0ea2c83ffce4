package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.StoreSqlException;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

final class ErrorMariaDbTest extends ErrorContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mariadb();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = db.database().unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aConnectionThatIsKilledBeforeTheCommitHasStoredNothing() throws SQLException {
        try (HikariDataSource doomed = Pools.ofOne(db.database())) {
            long id;
            try (Connection connection = doomed.getConnection()) {
                id = id(connection);
            }
            ChunkStore store = Verbs.CHUNKS.open(doomed);
            StoreSqlException e = refused(() -> {
                try (BulkWriter bulk = store.bulkWriter()) {
                    bulk.add(A, point(3));
                    bulk.add(A, point(4));
                    execute("KILL " + id);
                    bulk.add(A, point(5));
                }
            });
            assertThat(e.isRetryable()).as(e.toString()).isTrue();
            assertThat(e.isOutcomeUnknown()).isFalse();
            assertThat(store.read(A)).contains(point(1));
            store.merge(A, point(6));
            assertThat(store.read(A)).contains(point(6));
        }
    }

    private MariaDbDataSource of(String user, String password, String database) throws SQLException {
        try (Connection connection = db.database().unpooled().getConnection()) {
            String url = connection.getMetaData().getURL();
            String server = url.substring(0, url.indexOf('/', "jdbc:mariadb://".length()) + 1);
            return new MariaDbDataSource(server + database + "?user=" + user + "&password=" + password);
        }
    }

    @Test
    void tooManyConnectionsArePassing() throws SQLException {
        String schema = db.database().schema();
        execute("CREATE USER full@'%' IDENTIFIED BY 'test'");
        execute("GRANT ALL ON " + schema + ".* TO full@'%'");
        execute("SET GLOBAL max_connections = 10");
        MariaDbDataSource source = of("full", "test", schema);
        List<Connection> held = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (true) {
                            held.add(source.getConnection());
                        }
                    })
                    .isInstanceOf(SQLException.class);
            StoreSqlException e = refused(() -> Verbs.CHUNKS.open(source).merge(A, point(3)));
            assertThat(e.sqlState()).isEqualTo("08004");
            assertThat(e.isRetryable()).isTrue();
            assertThat(e.isOutcomeUnknown()).isFalse();
        } finally {
            for (Connection each : held) {
                each.close();
            }
            execute("SET GLOBAL max_connections = 400");
            execute("DROP USER full@'%'");
        }
    }

    @Test
    void aClientThatIsRefusedNeedNotTryAgain() throws SQLException {
        for (MariaDbDataSource wrong :
                List.of(of("test", "wrong", db.database().schema()), of("test", "test", "nowhere"))) {
            StoreSqlException e = refused(() -> Verbs.CHUNKS.open(wrong).merge(A, point(3)));
            assertThat(e.isRetryable()).as(e.toString()).isFalse();
            assertThat(e.isOutcomeUnknown()).isFalse();
        }
    }
}

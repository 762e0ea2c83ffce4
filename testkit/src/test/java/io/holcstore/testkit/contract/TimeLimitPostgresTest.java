package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.error.StoreSqlException;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreOptions;
import io.holcstore.testkit.PostgresNode;
import io.holcstore.time.ChunkBy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with a time limit lets go of a database that does not answer, and leaves connections as they were. */
class TimeLimitPostgresTest {
    private static final StoreOptions LIMITED = StoreOptions.defaults().timeout(Duration.ofMillis(300));

    private static StoreBuilder loads() {
        return Store.define()
                .axis(Samples.VERSION)
                .axis(Samples.KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table("loads");
    }

    private static HikariDataSource pool(PostgresNode server) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.dataSource());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @Test
    void aWaitForALockEnds(@TempDir Path folder) throws SQLException {
        try (PostgresNode server = PostgresNode.start(folder.resolve("server"), Map.of());
                HikariDataSource pool = pool(server);
                Connection other = server.dataSource().getConnection()) {
            ChunkStore store = loads().open(pool, LIMITED);
            store.schema().createIfMissing();
            store.merge(BASE, hours("2024-01-01T00:00", 1));
            other.setAutoCommit(false);
            loads().open(pool).on(other).merge(BASE, hours("2024-01-01T00:00", 2));
            StoreSqlException e = catchThrowableOfType(
                    StoreSqlException.class, () -> store.merge(BASE, hours("2024-01-01T00:00", 3)));
            assertThat(e.sqlState()).isEqualTo("57014");
            assertThat(e.isOutcomeUnknown()).isFalse();
            other.commit();
            store.merge(BASE, hours("2024-01-01T01:00", 4));
            assertThat(store.read(BASE).orElseThrow().values()).containsExactly(2, 4);
            assertThat(setting(pool)).isEqualTo("0");
        }
    }

    /** The server ends it, in time, and the connection lives on. */
    @Test
    void aReadThatTakesTooLongEnds(@TempDir Path folder) throws SQLException {
        try (PostgresNode server = PostgresNode.start(folder.resolve("server"), Map.of());
                HikariDataSource pool = pool(server);
                Connection other = server.dataSource().getConnection()) {
            ChunkStore store = loads().open(pool, LIMITED);
            store.schema().createIfMissing();
            store.merge(BASE, hours("2024-01-01T00:00", 1));
            String before = pid(pool);
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLE loads IN ACCESS EXCLUSIVE MODE");
            }
            StoreSqlException e = catchThrowableOfType(StoreSqlException.class, () -> store.read(BASE));
            assertThat(e.sqlState()).isEqualTo("57014");
            other.rollback();
            assertThat(store.read(BASE).orElseThrow().values()).containsExactly(1);
            assertThat(pid(pool)).isEqualTo(before);
            assertThat(setting(pool)).isEqualTo("0");
        }
    }

    private static String setting(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW statement_timeout")) {
            row.next();
            assertThat(connection.getNetworkTimeout()).isZero();
            return row.getString(1);
        }
    }

    /** The process of the connection is stopped, as a server is whose machine stands still. */
    @Test
    void aServerThatStandsStillIsGivenUp(@TempDir Path folder) throws SQLException, IOException, InterruptedException {
        try (PostgresNode server = PostgresNode.start(folder.resolve("server"), Map.of());
                HikariDataSource pool = pool(server)) {
            ChunkStore store = loads().open(pool, LIMITED);
            store.schema().createIfMissing();
            store.merge(BASE, hours("2024-01-01T00:00", 1));
            String pid = pid(pool);
            signal("-STOP", pid);
            try {
                StoreSqlException read = catchThrowableOfType(StoreSqlException.class, () -> store.read(BASE));
                assertThat(read.sqlState()).startsWith("08");
            } finally {
                signal("-CONT", pid);
            }
            assertThat(store.read(BASE).orElseThrow().values()).containsExactly(1);
        }
    }

    private static String pid(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor())
                .isZero();
    }
}

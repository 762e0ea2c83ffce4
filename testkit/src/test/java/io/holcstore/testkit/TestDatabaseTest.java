package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TestDatabaseTest {

    static Map<String, TestDatabase> databases() {
        return Map.of(
                "H2 in memory", TestDatabase.h2Memory(),
                "H2 file", TestDatabase.h2File(),
                "PostgreSQL", TestDatabase.postgresql());
    }

    static java.util.stream.Stream<TestDatabase> all() {
        return databases().values().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFreshDatabaseIsEmptyAndAlone(TestDatabase kind) throws SQLException {
        try (FreshDatabase one = kind.fresh();
                FreshDatabase other = kind.fresh()) {
            run(one.dataSource(), "CREATE TABLE points (n INTEGER)");
            run(other.dataSource(), "CREATE TABLE points (n INTEGER)");
            run(one.dataSource(), "INSERT INTO points VALUES (1)");
            assertThat(count(one.newPool())).as("a second pool sees the same").isEqualTo(1);
            assertThat(count(one.unpooled())).isEqualTo(1);
            assertThat(count(other.dataSource())).isZero();
            run(other.dataSource(), "INSERT INTO " + other.schema() + ".points VALUES (2)");
            assertThat(count(other.dataSource())).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void closingClosesThePools(TestDatabase kind) {
        FreshDatabase fresh = kind.fresh();
        DataSource pool = fresh.dataSource();
        fresh.close();
        fresh.close();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
    }

    @Test
    void postgresqlIsTheRealThing() throws SQLException {
        assertThat(setting(TestDatabase.postgresql(), "server_version")).startsWith("18");
    }

    @Test
    void droppedSchemasAreGone() throws SQLException {
        try (FreshDatabase other = TestDatabase.postgresql().fresh()) {
            String schema;
            try (FreshDatabase fresh = TestDatabase.postgresql().fresh()) {
                schema = fresh.schema();
                run(fresh.dataSource(), "CREATE TABLE points (n INTEGER)");
            }
            assertThat(text(other.dataSource(), "SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema + "'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void durableServerSyncs() throws SQLException {
        TestDatabase durable = TestDatabase.postgresqlDurable();
        assertThat(setting(durable, "fsync")).isEqualTo("on");
        assertThat(setting(durable, "full_page_writes")).isEqualTo("on");
        assertThat(setting(durable, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(durable, "shared_buffers")).isEqualTo("256MB");
        assertThat(setting(durable, "max_wal_size")).isEqualTo("4GB");
    }

    @Test
    void aServerThatDoesNotStartFailsEachTestWithTheReasonAndIsTriedOnce() {
        AtomicInteger tries = new AtomicInteger();
        PostgresServer broken = new PostgresServer(() -> {
            tries.incrementAndGet();
            return PostgresServer.startEmbedded(server -> server.setLocaleConfig("locale", "never"));
        });
        assertThatThrownBy(broken::fresh)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PostgreSQL did not start")
                .hasMessageContaining("invalid locale name \"never\"")
                .hasMessageContaining(PostgresServer.URL_SETTING);
        assertThatThrownBy(broken::fresh).hasMessageContaining("invalid locale name \"never\"");
        assertThat(tries).hasValue(1);
    }

    @Test
    void aNamedServerIsUsedInstead() throws SQLException {
        String url;
        try (FreshDatabase fresh = TestDatabase.postgresql().fresh()) {
            url = text(fresh.dataSource(), "SELECT 'jdbc:postgresql://localhost:' || current_setting('port')")
                    + "/postgres?user=postgres";
        }
        assertThat(setting(new PostgresServer(() -> PostgresServer.named(url)), "server_version"))
                .startsWith("18");
        assertThatThrownBy(() ->
                        new PostgresServer(() -> PostgresServer.named("jdbc:mysql://x/y?password=secret")).fresh())
                .hasMessageContaining("must start with jdbc:postgresql:")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new PostgresServer(
                                () -> PostgresServer.named("jdbc:postgresql://localhost:1/test?user=u"))
                        .fresh())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("localhost:1")
                .hasMessageContaining("refused");
    }

    private static String setting(TestDatabase kind, String name) throws SQLException {
        try (FreshDatabase fresh = kind.fresh()) {
            return text(fresh.dataSource(), "SELECT current_setting('" + name + "')");
        }
    }

    private static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(DataSource source) throws SQLException {
        return Integer.parseInt(text(source, "SELECT count(*) FROM points"));
    }

    private static String text(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

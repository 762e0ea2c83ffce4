package io.holcstore.testkit;

import io.holcstore.key.Axis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.shardingsphere.driver.api.yaml.YamlShardingSphereDataSourceFactory;
import org.apache.shardingsphere.driver.jdbc.core.datasource.ShardingSphereDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Several PostgreSQL servers behind ShardingSphere-JDBC. The servers are started once a JVM, and each is emptied for a
 * fresh database. Thread-safe.
 */
public final class ShardedPostgres implements TestDatabase {
    private static final List<PGSimpleDataSource> SERVERS = new ArrayList<>();

    private static final Map<String, DataSource> OPENED = new ConcurrentHashMap<>();

    private final int servers;
    private final Map<String, String> columns;
    private final Set<String> bound;

    /**
     * Creates a layout.
     *
     * @param servers their number
     * @param tables the axis by which each store is spread, by the name of its table
     */
    public ShardedPostgres(int servers, Map<String, Axis<?>> tables) {
        this.servers = servers;
        this.columns = new TreeMap<>();
        this.bound = new TreeSet<>(tables.keySet());
        tables.forEach((table, axis) -> {
            columns.put(table, axis.name());
            columns.put(table + "_series", axis.name());
            columns.put(table + "_history", axis.name());
        });
    }

    /** Returns this many servers, each by itself. */
    public static synchronized List<PGSimpleDataSource> servers(int count) {
        while (SERVERS.size() < count) {
            PGSimpleDataSource server = new PGSimpleDataSource();
            server.setUrl(PostgresServer.startEmbedded(builder -> builder.setServerConfig("deadlock_timeout", "20ms")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("max_connections", "200")));
            SERVERS.add(server);
        }
        return List.copyOf(SERVERS.subList(0, count));
    }

    /** Creates the data source that a configuration describes. */
    public static DataSource open(String yaml) {
        try {
            return YamlShardingSphereDataSourceFactory.createDataSource(yaml.getBytes(StandardCharsets.UTF_8));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("ShardingSphere does not accept\n" + yaml, e);
        }
    }

    /** Opening one takes seconds. */
    private DataSource sphere() {
        return OPENED.computeIfAbsent(yaml(), ShardedPostgres::open);
    }

    private String yaml() {
        return yaml(servers(servers).stream().map(PGSimpleDataSource::getURL).toList());
    }

    private String yaml(List<String> urls) {
        StringBuilder yaml = new StringBuilder("dataSources:\n");
        for (int i = 0; i < servers; i++) {
            // unnamed statements: a test has other tables of the same name than the one before it
            yaml.append("  server_")
                    .append(i)
                    .append(":\n")
                    .append("    dataSourceClassName: com.zaxxer.hikari.HikariDataSource\n")
                    .append("    jdbcUrl: ")
                    .append(urls.get(i))
                    .append("&prepareThreshold=0\n")
                    .append("    username: postgres\n")
                    .append("    maximumPoolSize: 24\n")
                    .append("    minimumIdle: 0\n");
        }
        yaml.append("rules:\n- !SHARDING\n  tables:\n");
        columns.forEach((table, column) -> yaml.append("    ")
                .append(table)
                .append(":\n")
                .append("      actualDataNodes: server_${0..")
                .append(servers - 1)
                .append("}.")
                .append(table)
                .append("\n")
                .append("      databaseStrategy: {standard: {shardingColumn: ")
                .append(column)
                .append(", shardingAlgorithmName: by_")
                .append(column)
                .append("}}\n"));
        yaml.append("  bindingTables:\n");
        bound.forEach(table -> yaml.append("  - ")
                .append(table)
                .append(", ")
                .append(table)
                .append("_series, ")
                .append(table)
                .append("_history\n"));
        yaml.append("  shardingAlgorithms:\n");
        columns.values().stream().distinct().forEach(column -> yaml.append("    by_")
                .append(column)
                .append(":\n")
                .append("      type: INLINE\n")
                .append("      props:\n")
                .append("        algorithm-expression: server_${Math.floorMod(")
                .append(column)
                .append(".hashCode() >> 1, ")
                .append(servers)
                .append(")}\n")
                .append("        allow-range-query-with-inline-sharding: true\n"));
        return yaml.append(
                        "- !BROADCAST\n  tables: [holcstore_store, holcstore_feed, holcstore_subscription]\n- !SINGLE\n  tables: [\"*.*\"]\n")
                .toString();
    }

    @Override
    public FreshDatabase fresh() {
        dropTables();
        servers(servers).forEach(ShardedPostgres::empty);
        return new FreshDatabase(sphere(), "public", () -> servers(servers).forEach(ShardedPostgres::requireTrueHeads));
    }

    /** Returns the same database through another ShardingSphere, which knows the tables that there are by now. */
    public FreshDatabase reopened() {
        return another(yaml());
    }

    /** Returns the same database through pools that have one more setting. */
    public FreshDatabase withSetting(String setting) {
        return another(yaml().replace("    minimumIdle: 0\n", "    minimumIdle: 0\n    " + setting + '\n'));
    }

    /** Returns the layout over other servers. */
    public FreshDatabase over(List<String> urls) {
        return another(yaml(urls));
    }

    private static FreshDatabase another(String yaml) {
        ShardingSphereDataSource sphere = (ShardingSphereDataSource) open(yaml);
        return new FreshDatabase(sphere, "public", () -> {
            try {
                sphere.close();
            } catch (SQLException e) {
                throw new IllegalStateException("ShardingSphere was not closed", e);
            }
        });
    }

    /** Drops the tables of the test before, so that ShardingSphere forgets their columns. */
    private void dropTables() {
        try (Connection server = servers(1).get(0).getConnection();
                Statement query = server.createStatement();
                ResultSet tables = query.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
                Connection connection = sphere().getConnection();
                Statement statement = connection.createStatement()) {
            while (tables.next()) {
                statement.execute("DROP TABLE IF EXISTS \"" + tables.getString(1) + '"');
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of the test before cannot be dropped", e);
        }
    }

    private static void empty(DataSource server) {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        } catch (SQLException e) {
            throw new IllegalStateException("a server cannot be emptied", e);
        }
    }

    /** The heads are compared on each server, because no query on them works through ShardingSphere. */
    private static void requireTrueHeads(DataSource server) {
        try (Connection connection = server.getConnection()) {
            List<String> wrong = StoredHeads.wrong(connection, "public");
            if (!wrong.isEmpty()) {
                throw new AssertionError("heads say something else than the chunks of their series: " + wrong);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the heads of a server cannot be read", e);
        }
    }
}

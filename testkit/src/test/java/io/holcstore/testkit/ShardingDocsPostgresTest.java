package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The configuration and the Java of docs/sharding.md, with the addresses of two servers that the test starts. */
final class ShardingDocsPostgresTest {
    private final List<PGSimpleDataSource> servers = ShardedPostgres.servers(2);

    @BeforeEach
    void createDatabases() throws SQLException {
        for (PGSimpleDataSource server : servers) {
            execute(server, "CREATE ROLE meters LOGIN SUPERUSER");
            execute(server, "CREATE DATABASE meters OWNER meters TEMPLATE template0 LOCALE 'C'");
        }
    }

    @AfterEach
    void dropDatabases() throws SQLException {
        for (PGSimpleDataSource server : servers) {
            execute(server, "DROP DATABASE meters WITH (FORCE)");
            execute(server, "DROP ROLE meters");
        }
    }

    private static void execute(PGSimpleDataSource server, String sql) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void theConfigurationOfThePageWorks(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        String text = new Page(Page.DOCS.resolve("sharding.md")).text();
        for (int i = 0; i < servers.size(); i++) {
            text = text.replace(
                    "pg" + i + ".example.com", "localhost:" + servers.get(i).getPortNumbers()[0]);
        }
        Path yaml = folder.resolve("shards.yaml");
        text = text.replace("\"shards.yaml\"", '"' + yaml.toString().replace('\\', '/') + '"');
        Page page = new Page(Files.writeString(folder.resolve("page.md"), text));
        assertThat(page.blocks("yaml")).hasSize(1);
        Files.writeString(yaml, page.blocks("yaml").get(0));
        try (FreshDatabase replica = TestDatabase.h2Memory().fresh()) {
            new PageProgram(page).run(folder, replica.dataSource());
        }
    }
}

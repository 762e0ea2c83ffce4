package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A user of MariaDB or MySQL. */
abstract class GrantsOfInnoDbContract extends GrantsContract {
    GrantsOfInnoDbContract(TestDatabase database) {
        super(database);
    }

    /** Connections with more settings of the URL, each behind an ampersand. */
    abstract DataSource source(String settings);

    @Override
    void createRole() throws SQLException {
        execute("CREATE USER " + role + " IDENTIFIED BY 'test'");
    }

    @Override
    void dropRole() throws SQLException {
        execute("DROP USER " + role);
    }

    @Override
    String scriptStart() {
        return "-- MariaDB and MySQL";
    }

    @Override
    HikariDataSource asRole() {
        return as(role);
    }

    private HikariDataSource as(String user) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source("&user=" + user));
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    @Override
    void grantUsage() {
        // a user sees the tables on which it has grants
    }

    @Override
    List<String> needed() {
        return List.of(
                "SELECT ON holcstore_store",
                "SELECT ON load_curve",
                "INSERT ON load_curve",
                "UPDATE ON load_curve",
                "SELECT ON load_curve_series",
                "INSERT ON load_curve_series",
                "UPDATE ON load_curve_series",
                "SELECT ON holcstore_feed");
    }

    /** Triggers run with the rights of the user who created them. */
    @Test
    void anOwnerWithTheGrantsOfTheDocsCreatesTables() throws SQLException {
        String owner = "owner" + role;
        execute("CREATE USER " + owner + " IDENTIFIED BY 'test'");
        createRole();
        try {
            execute("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, INDEX, TRIGGER ON "
                    + db.database().schema() + ".* TO " + owner);
            try (HikariDataSource pool = as(owner)) {
                ChunkStore store = loads("load_curve").open(pool);
                store.schema().createIfMissing();
                store.schema().verify();
                store.projection("daily").by("1d").schema().createIfMissing();
                assertThat(store.schema().upgrade()).isEmpty();
            }
            for (String statement : script()) {
                execute(statement);
            }
            try (HikariDataSource pool = asRole()) {
                ChunkStore store = loads("load_curve").open(pool);
                store.insert(store.key(1, "base"), hour(1));
                store.merge(store.key(1, "base"), hour(2));
                assertThat(store.feed()
                                .changes(ChangeCursor.start(), KeyFilter.all(), 10)
                                .changes())
                        .hasSize(1);
            }
        } finally {
            dropRole();
            execute("DROP USER " + owner);
        }
    }
}

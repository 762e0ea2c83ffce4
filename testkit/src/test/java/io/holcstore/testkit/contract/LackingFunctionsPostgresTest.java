package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database that calls itself PostgreSQL and lacks a function, as products do that speak its protocol: a database of
 * PostgreSQL in which the function has another name.
 */
final class LackingFunctionsPostgresTest extends EncodedStoreContract {
    private static final String NAME = "lacking_functions";

    private final PGSimpleDataSource lacking = new PGSimpleDataSource();

    LackingFunctionsPostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        execute("DROP DATABASE IF EXISTS " + NAME);
        execute("CREATE DATABASE " + NAME);
        PGSimpleDataSource server = db.database().unpooled().unwrap(PGSimpleDataSource.class);
        lacking.setUrl(server.getURL());
        lacking.setUser(server.getUser());
        lacking.setPassword(server.getPassword());
        lacking.setDatabaseName(NAME);
        lacking.setCurrentSchema("public");
    }

    @AfterEach
    void dropDatabase() {
        execute("DROP DATABASE " + NAME);
    }

    private void rename(String function) throws SQLException {
        try (Connection connection = lacking.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER FUNCTION pg_catalog." + function + " RENAME TO lacking");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to_regclass(text)",
                "pg_advisory_xact_lock(bigint)",
                "row_security_active(text)",
                "pg_current_xact_id_if_assigned()"
            })
    void aStoreNamesWhatIsMissing(String function) throws SQLException {
        rename(function);
        String name = function.substring(0, function.indexOf('('));
        ChunkStore store = loads().open(lacking);
        assertThatThrownBy(() -> store.schema().createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("calls itself PostgreSQL", name, "CockroachDB");
        assertThatThrownBy(() -> store.count(KeyFilter.all()))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(name);
    }

    /** Only a replicated store needs the ids of transactions and the log. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_snapshot_xmin(pg_snapshot)",
                "pg_current_wal_flush_lsn()",
                "pg_logical_emit_message(boolean, text, text, boolean);pg_logical_emit_message(boolean, text, bytea, boolean)"
            })
    void aStoreWithoutAFeedNeedsLess(String functions) throws SQLException {
        for (String function : functions.split(";", -1)) {
            rename(function);
        }
        ChunkStore store = loads().open(lacking);
        store.schema().createIfMissing();
        store.insert(Samples.BASE, Samples.hours("2024-01-31T22:00", 1, 2));
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
        assertThatThrownBy(
                        () -> loads("other").replicated().open(lacking).schema().createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("a replicated store needs", functions.substring(0, functions.indexOf('(')));
    }
}

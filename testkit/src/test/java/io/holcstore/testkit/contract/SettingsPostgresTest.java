package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.DefinitionException;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Stores under the settings of PostgreSQL and of its driver. */
final class SettingsPostgresTest extends OnSettings {
    SettingsPostgresTest() {
        super(TestDatabase.postgresql());
    }

    private HikariDataSource pool(String options, boolean autoCommit, String firstStatements) throws SQLException {
        PGSimpleDataSource server = database.unpooled().unwrap(PGSimpleDataSource.class);
        String url = server.getURL();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + (url.contains("?") ? '&' : '?') + "currentSchema=" + database.schema() + '&' + options);
        config.setUsername(server.getUser());
        config.setPassword(server.getPassword());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setAutoCommit(autoCommit);
        config.setConnectionInitSql(firstStatements);
        return new HikariDataSource(config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preferQueryMode=simple&stringtype=unspecified&reWriteBatchedInserts=true| false| SET array_nulls = off",
                "preferQueryMode=extendedCacheEverything&autosave=always&cleanupSavepoints=true| true"
                        + "| SET standard_conforming_strings = off; SET quote_all_identifiers = on",
                "binaryTransfer=false&defaultRowFetchSize=3&prepareThreshold=1| false"
                        + "| SET bytea_output = escape; SET TimeZone = 'Asia/Kathmandu'",
                "readOnlyMode=always&prepareThreshold=-1&hideUnprivilegedObjects=true| true"
                        + "| SET default_transaction_isolation = 'serializable'; SET plan_cache_mode = force_generic_plan"
            })
    void everyVerbWorks(String options, boolean autoCommit, String first) throws Throwable {
        try (HikariDataSource pool = pool(options, autoCommit, first)) {
            useEveryVerb(pool);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preferQueryMode=simple| SET standard_conforming_strings = off| standard_conforming_strings=off",
                "binaryTransfer=false| SET extra_float_digits = 0| extra_float_digits=0",
                "allowEncodingChanges=true| SET client_encoding = LATIN1| client_encoding=LATIN1"
            })
    void aSettingThatChangesDataIsRefused(String options, String first, String named) throws SQLException {
        try (HikariDataSource pool = pool(options, true, first)) {
            ChunkStore store = loads().open(pool);
            assertThatThrownBy(() -> store.schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("PostgreSQL", named);
            assertThatThrownBy(() -> store.insert(BASE, hours("2024-01-31T22:00", 1)))
                    .hasMessageContaining(named);
        }
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

final class SearchPathH2Test extends SearchPathContract {
    SearchPathH2Test() {
        super(TestDatabase.h2Memory());
    }

    /** Statements fail as soon as they come to such a schema. The table may be in one behind it. */
    @Test
    void aSearchPathWithASchemaThatDoesNotExistIsNamed() {
        create(loads(app() + ".load_curve"));
        ChunkStore store = loads().open(session("SET SCHEMA_SEARCH_PATH NOWHERE, \"" + app() + '"'));
        assertThat(refused(() -> store.schema().verify())).allMatch(d -> d.contains("Schema \"NOWHERE\" not found"));
        assertThat(refused(() -> store.schema().createIfMissing()))
                .isNotEmpty()
                .allMatch(d -> d.contains("Schema \"NOWHERE\" not found"));
        assertThat(refused(() -> store.read(BASE))).allMatch(d -> d.contains("Schema \"NOWHERE\" not found"));
        assertThat(query("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'"))
                .isEmpty();
    }

    @Test
    void aUrlWithASchemaThatDoesNotExistIsNamed() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";SCHEMA=NOWHERE");
        assertThat(refusedBoth(loads().open(source).schema())).contains("Schema \"NOWHERE\" not found");
    }
}

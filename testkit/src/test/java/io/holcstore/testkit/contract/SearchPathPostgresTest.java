package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class SearchPathPostgresTest extends SearchPathContract {
    SearchPathPostgresTest() {
        super(TestDatabase.postgresql());
    }

    /** As {@code currentSchema=nowhere} in a URL sets it. */
    @Test
    void aPathOfSchemasThatDoNotExistIsNamed() {
        ChunkStore store = loads().open(path("nowhere", "$user"));
        assertThat(refusedBoth(store.schema()))
                .contains("no schema of the connection's search path exists")
                .contains("nowhere, \"$user\"");
        assertThat(refused(() -> store.read(BASE))).singleElement().asString().contains("nowhere");
        createLoads();
        loads().open(path("nowhere", home())).schema().createIfMissing();
        assertThat(loads().open(path("nowhere", home())).read(BASE)).isEmpty();
    }

    @Test
    void anIndexOrASequenceIsRefused() {
        createLoads();
        execute("CREATE INDEX indexed ON load_curve (start_ts)");
        execute("CREATE SEQUENCE counted");
        assertThat(refusedBoth(loads("indexed").open(dataSource()).schema())).contains("is an index");
        assertThat(refusedBoth(loads("counted").open(dataSource()).schema())).contains("is a sequence");
    }
}

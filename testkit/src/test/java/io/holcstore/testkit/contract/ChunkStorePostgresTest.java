package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.SeriesCursor;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class ChunkStorePostgresTest extends ChunkStoreContract {
    ChunkStorePostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    @Test
    void blobsAreStoredAsTheyAreAndInLine() {
        createLoads();
        assertThat(
                        query(
                                "SELECT attstorage FROM pg_attribute WHERE attrelid = 'load_curve'::regclass AND attname = 'data'"))
                .containsExactly("e");
        assertThat(query("SELECT reloptions FROM pg_class WHERE oid = 'load_curve'::regclass"))
                .containsExactly("{toast_tuple_target=8160}");
    }

    @Test
    void aQueryThatTakesTooLongIsTold() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        whileLocked(store, "SET statement_timeout = 50", limited -> {
            StoreSqlException e = catchThrowableOfType(
                    StoreSqlException.class, () -> limited.merge(BASE, hours("2024-01-01T00:00", 3)));
            assertThat(e.sqlState()).isEqualTo("57014");
            assertThat(e.isOutcomeUnknown()).isFalse();
        });
        assertThat(store.read(BASE).orElseThrow()).hasValues(1);
    }

    /** An instance that starts must not wait for, nor hold up, those that are at work. */
    @Test
    void creatingTablesThatAreThereWaitsForNobody() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        try (SeriesCursor reading = store.cursor(KeyFilter.all())) {
            whileLocked(store, "SET lock_timeout = 100", other -> other.schema().createIfMissing());
            assertThat(reading.next()).isTrue();
        }
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.RefusedCopy;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that speaks the protocol of PostgreSQL and refuses binary COPY: values are inserted without it. */
final class RefusedCopyPostgresTest extends EncodedStoreContract {
    /** Few chunks are inserted without COPY anyway. */
    private static final Series HALF_YEAR = hours("2024-01-01T00:00", ramp(4000, 1));

    RefusedCopyPostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    private ChunkStore store(String format) {
        loads().open(db.dataSource()).schema().createIfMissing();
        return loads().open(new RefusedCopy(db.dataSource(), sql -> sql.replace("(FORMAT binary)", format)));
    }

    /** The server does not know the format (22023), the option (42601), or the statement (42601). */
    @ParameterizedTest
    @ValueSource(strings = {"(FORMAT columnar)", "(STRUCTURE binary)", "IN BINARY FORM"})
    void verbsRunAgainWithoutCopy(String format) {
        ChunkStore store = store(format);
        store.insert(BASE, HALF_YEAR);
        store.merge(BASE, hours("2024-12-28T22:00", 3));
        assertThat(store.statistics(KeyFilter.all()).values()).isEqualTo(HALF_YEAR.size() + 1);
    }

    /** A bulk writer does not have what came before, so it says what to do. */
    @Test
    void aBulkWriterSucceedsTheSecondTime() {
        ChunkStore store = store("(FORMAT columnar)");
        StoreSqlException refused = catchThrowableOfType(StoreSqlException.class, () -> write(store));
        assertThat(refused.isRetryable()).isTrue();
        assertThat(refused)
                .hasMessageContainingAll(
                        "load_curve", "lacks COPY .. (FORMAT binary)", "columnar", "run the transaction again");
        assertThat(store.read(PEAK)).isEmpty();
        write(store);
        assertThat(store.read(PEAK)).contains(HALF_YEAR);
    }

    private static void write(ChunkStore store) {
        try (BulkWriter writer = store.bulkWriter()) {
            writer.add(PEAK, HALF_YEAR);
        }
    }
}

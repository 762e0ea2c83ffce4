package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.StoreSqlException;
import io.holcstore.projection.Projection;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class ProjectionSqliteTest extends ProjectionContract {
    ProjectionSqliteTest() {
        super(TestDatabase.sqlite());
    }

    private static Projection created(ChunkStore store) {
        Projection daily = store.projection("daily_load").by("1d");
        daily.schema().createIfMissing();
        return daily;
    }

    /** The store holds them in its blobs. */
    @Test
    void aSumThatIsNotFiniteIsTold() {
        ChunkStore store = create(loads().replicated());
        Projection daily = created(store);
        store.insert(BASE, hours("2024-01-05T00:00", 1, Double.POSITIVE_INFINITY));
        assertThat(store.read(BASE).orElseThrow()).hasValues(1, Double.POSITIVE_INFINITY);
        assertThatThrownBy(daily::refresh)
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContainingAll("daily_load", BASE.toString(), "2024-01-0", "Infinity", "SQLite", "replace");
        store.replace(BASE, hours("2024-01-05T00:00", 1, 2));
        assertThat(daily.refresh().inserted()).isEqualTo(1);
    }
}

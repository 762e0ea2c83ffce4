package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.StoreSqlException;
import io.holcstore.projection.Projection;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class ProjectionMariaDbTest extends ProjectionContract {
    ProjectionMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    private static Projection created(ChunkStore store) {
        Projection daily = store.projection("daily_load").by("1d");
        daily.schema().createIfMissing();
        return daily;
    }

    /** A statement that drops a table commits. */
    @Test
    void aTableThatAnotherOneNeedsStaysAProjection() {
        ChunkStore store = create(loads().replicated());
        Projection daily = created(store);
        execute("CREATE TABLE \"report\" (\"version\" integer, \"kind\" varchar(20), \"start_ts\" bigint,"
                + " FOREIGN KEY (\"version\", \"kind\", \"start_ts\") REFERENCES \"daily_load\""
                + " (\"version\", \"kind\", \"start_ts\")) COLLATE utf8mb4_nopad_bin");
        store.insert(BASE, hours("2024-01-05T00:00", 1, 2));
        assertThatThrownBy(() -> daily.schema().drop()).isInstanceOf(StoreSqlException.class);
        assertThat(daily.refresh().inserted()).isEqualTo(1);
        execute("DROP TABLE \"report\"");
        daily.schema().drop();
        assertThat(query("SHOW TABLES LIKE 'daily_load'")).isEmpty();
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.OddDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys on a database that stores empty texts as NULL, has short lists and does not compare rows. */
final class OddKeysH2Test {
    private static final SeriesKey EMPTY = key(1, "");

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(new OddDatabase());

    private ChunkStore chunks() {
        ChunkStore store = Store.define()
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .table("load_curve")
                .open(db.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private static void assertRefused(ThrowingCallable insert, String table) {
        assertThatThrownBy(insert)
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContainingAll(
                        "a text in the key " + EMPTY + " of " + table + " is empty, which Odd stores as NULL",
                        "use another text");
    }

    @Test
    void emptyTextsAreRefusedByName() {
        ChunkStore chunks = chunks();
        Series series = hours("2024-01-01T00:00", 1);
        assertRefused(() -> chunks.insert(EMPTY, series), "load_curve");
        KeyedStore keyed =
                Store.defineKeyed().axis(VERSION).axis(KIND).table("profiles").open(db.dataSource());
        keyed.schema().createIfMissing();
        assertRefused(() -> keyed.insert(EMPTY, series), "profiles");
        VersionedStore versions =
                Store.defineVersioned().axis(VERSION).axis(KIND).table("curves").open(db.dataSource());
        versions.schema().createIfMissing();
        assertRefused(() -> versions.append(EMPTY, series), "curves");
        assertThat(chunks.read(EMPTY)).isEmpty();
        assertThat(chunks.keys(KIND.in("", "base"))).isEmpty();
        chunks.insert(BASE, series);
        assertThat(chunks.keys(KIND.in("", BASE.get(KIND)))).containsExactly(BASE);
    }

    @Test
    void longListsAreSeveral() {
        ChunkStore store = chunks();
        Map<SeriesKey, Series> all = new HashMap<>();
        for (int version = 0; version < 20; version++) {
            all.put(key(version, "a'b"), hours("2024-01-01T00:00", version));
        }
        store.insertAll(all);
        for (int count : new int[] {0, 1, 3, 4, 6, 7, 20}) {
            List<Integer> versions = new ArrayList<>();
            for (int version = 0; version < count; version++) {
                versions.add(version);
            }
            assertThat(store.keys(VERSION.in(versions))).hasSize(count);
        }
        assertThat(store.keys(KIND.in("a'b", "x", "y", "z", "it's", "?", "[n]", "\"q\"")))
                .hasSize(20);
    }

    /** A chunk that begins elsewhere ends a scan, which then goes on after the last series that it has passed on. */
    @Test
    void scansGoOnAfterASeries() throws SQLException {
        ChunkStore store = chunks();
        Map<SeriesKey, Series> all = new HashMap<>();
        for (int version = 1; version <= 3; version++) {
            for (String kind : List.of("a", "b", "c")) {
                all.put(key(version, kind), hours("2024-01-01T00:00", version, 1));
            }
        }
        store.insertAll(all);
        db.rowsByHand();
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE \"load_curve\" SET \"start_ts\" = \"start_ts\" - 3600000000"
                    + " WHERE \"version\" = 2 AND \"kind\" = 'b'");
        }
        List<SeriesKey> passed = new ArrayList<>();
        store.aggregate(KeyFilter.all(), TimeRange.all()).by("1month").forEach((key, buckets) -> passed.add(key));
        assertThat(passed).hasSize(9).doesNotHaveDuplicates().containsAll(all.keySet());
    }
}

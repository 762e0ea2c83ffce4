package io.holcstore.testkit.contract;

import static io.holcstore.partition.Partitioning.hash;
import static io.holcstore.partition.Partitioning.list;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.NoPartitionException;
import io.holcstore.error.PartitionInUseException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.partition.Partition;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions that are dropped, and partitioned tables that are upgraded. */
final class PartitionDropsPostgresTest extends PartitionedStores {
    @Test
    void droppingYearsLeavesTrueHeads() {
        ChunkStore store = createByYear();
        store.insert(BASE, JANUARY_2024);
        store.merge(BASE, JANUARY_2025);
        store.insert(PEAK, JANUARY_2024);
        store.insert(key(2, "base"), JANUARY_2025);
        assertThat(store.schema().partitions().dropBefore(YearMonth.of(2024, 12)))
                .isEmpty();
        assertThat(store.schema().partitions().dropBefore(YearMonth.of(2025, 1)))
                .extracting(Partition::holds)
                .containsExactly("2024");
        assertThat(store.read(BASE)).contains(JANUARY_2025);
        assertThat(store.firstTimestamp(KeyFilter.all())).contains(instant("2025-01-01T00:00"));
        assertThat(store.keys(KeyFilter.all())).containsExactly(BASE, key(2, "base"));
        assertThat(store.exists(PEAK)).isFalse();
        assertThat(store.schema().reindex()).isZero();
        store.schema().verify();
        assertThat(store.schema().partitions().dropBefore(YearMonth.of(2025, 1)))
                .isEmpty();
        assertThatThrownBy(() -> store.insert(PEAK, JANUARY_2024)).isInstanceOf(NoPartitionException.class);
        store.insert(PEAK, JANUARY_2025);
    }

    @Test
    void droppingAValueDropsItsHeads() {
        ChunkStore store = create(byKind());
        store.schema().partitions().add(KIND.is("base"), KIND.is("peak"));
        store.insert(BASE, JANUARY_2024);
        store.insert(PEAK, JANUARY_2024);
        assertThat(store.schema().partitions().drop(KIND.is("peak"), KIND.is("unknown")))
                .extracting(Partition::holds)
                .containsExactly("kind=peak");
        assertThat(store.keys(KeyFilter.all())).containsExactly(BASE);
        assertThat(number("SELECT COUNT(*) FROM \"load_curve_series\"")).isEqualTo(1);
        store.schema().verify();
    }

    /** A replica reads deletions from tombstones, which lie in the partition of their chunk. */
    @Test
    void aReplicatedStoreDropsOnlyEmptyPartitions() {
        ChunkStore store = create(byYear().replicated());
        store.schema().partitions().add(YearMonth.of(2024, 1), YearMonth.of(2025, 12));
        ChunkStore replica = create(loads("replica").replicated());
        store.insert(BASE, JANUARY_2024);
        store.merge(BASE, JANUARY_2025);
        OnReplicas.pull(store, replica, KeyFilter.all(), "loads");
        assertThatThrownBy(() -> store.schema().partitions().dropBefore(YearMonth.of(2025, 1)))
                .isInstanceOf(PartitionInUseException.class)
                .hasMessageContaining("load_curve_p2024")
                .hasMessageContaining("purge the tombstones");
        store.erase(KeyFilter.all(), TimeRange.until(instant("2025-01-01T00:00")));
        assertThatThrownBy(() -> store.schema().partitions().dropBefore(YearMonth.of(2025, 1)))
                .isInstanceOf(PartitionInUseException.class);
        OnReplicas.pull(store, replica, KeyFilter.all(), "loads");
        store.feed().purgeTombstones(java.time.Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(store.schema().partitions().dropBefore(YearMonth.of(2025, 1)))
                .hasSize(1);
        store.merge(BASE, hours("2025-01-01T05:00", 9));
        OnReplicas.pull(store, replica, KeyFilter.all(), "loads");
        assertThat(replica.read(BASE)).isEqualTo(store.read(BASE));
    }

    @Test
    void versionsThatShareACounterAreNotDropped() {
        VersionedStore counted = create(Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .countVersionsBy(VERSION)
                .table("counted")
                .partitionBy(list(KIND)));
        counted.schema().partitions().add(KIND.is("base"), KIND.is("peak"));
        counted.append(BASE, JANUARY_2024);
        assertThatThrownBy(() -> counted.schema().partitions().drop(KIND.is("base")))
                .isInstanceOf(PartitionInUseException.class)
                .hasMessageContaining("counted by other axes");
        assertThat(counted.schema().partitions().drop(KIND.is("peak"))).hasSize(1);
        VersionedStore own = create(
                Store.defineVersioned().axis(VERSION).axis(KIND).table("own").partitionBy(list(KIND)));
        own.schema().partitions().add(KIND.is("base"));
        own.append(BASE, JANUARY_2024);
        own.put(BASE, JANUARY_2025);
        assertThat(own.schema().partitions().drop(KIND.is("base"))).hasSize(1);
        assertThat(own.keys(KeyFilter.all())).isEmpty();
        assertThat(leaves("own_history")).isEmpty();
    }

    /** The writer has locked its series and inserts afterwards: the drop waits for it, and its chunk is counted. */
    @Test
    void droppingGivesUpWhileAWriterIsAtWork() throws SQLException {
        ChunkStore store = createByYear();
        store.insert(BASE, JANUARY_2024);
        try (Connection writer = dataSource().getConnection();
                Connection dropping = dataSource().getConnection()) {
            writer.setAutoCommit(false);
            store.on(writer).merge(BASE, JANUARY_2025);
            execute(dropping, "SET lock_timeout = 50");
            dropping.setAutoCommit(false);
            assertThatThrownBy(() -> store.on(dropping).schema().partitions().dropBefore(YearMonth.of(2025, 1)))
                    .isInstanceOfSatisfying(io.holcstore.error.StoreSqlException.class, e -> assertThat(e.isRetryable())
                            .isTrue());
            dropping.rollback();
            writer.commit();
            store.on(dropping).schema().partitions().dropBefore(YearMonth.of(2025, 1));
            dropping.commit();
            execute(dropping, "RESET lock_timeout");
            writer.setAutoCommit(true);
            dropping.setAutoCommit(true);
        }
        assertThat(store.read(BASE)).contains(JANUARY_2025);
    }

    /** Tables of version 1 are made from those of today, by dropping what later versions added. */
    @ParameterizedTest
    @ValueSource(strings = {"hash", "list", "range"})
    void partitionedTablesAreUpgraded(String partitions) {
        StoreBuilder definition = partitions.equals("hash")
                ? loads().partitionBy(hash(KIND, 2))
                : partitions.equals("list") ? byKind() : byYear();
        ChunkStore store = create(definition.replicated());
        if (partitions.equals("list")) {
            store.schema().partitions().add(KIND.is("base"), KIND.is("peak"));
        } else if (partitions.equals("range")) {
            store.schema().partitions().add(YearMonth.of(2024, 1), YearMonth.of(2025, 12));
        }
        store.merge(BASE, JANUARY_2024);
        store.merge(BASE, JANUARY_2025);
        store.merge(PEAK, JANUARY_2024);
        Map<SeriesKey, Instant> last = store.lastTimestamps(KeyFilter.all());
        execute("ALTER TABLE \"load_curve_series\" DROP COLUMN \"first_ts\", DROP COLUMN \"last_ts\"");
        execute("ALTER TABLE \"holcstore_feed\" DROP COLUMN \"purged_xid\", DROP COLUMN \"purged_seq\","
                + " DROP COLUMN \"purged_mark\", DROP COLUMN \"purged_at\"");
        execute("UPDATE \"holcstore_store\" SET \"version\" = 1 WHERE \"name\" = 'load_curve'");
        ChunkStore later = definition.open(dataSource());
        assertThatThrownBy(() -> later.count(KeyFilter.all()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("schema().upgrade()");
        assertThat(later.schema().upgrade()).hasSize(Ddl.SETTINGS_VERSION - 1);
        later.schema().verify();
        assertThat(later.lastTimestamps(KeyFilter.all())).isEqualTo(last).hasSize(2);
        later.merge(PEAK, JANUARY_2025);
        assertThat(later.count(KeyFilter.all())).isEqualTo(2);
        assertThat(later.feed()
                        .changes(ChangeCursor.start(), KeyFilter.all(), 10)
                        .changes())
                .hasSize(4);
    }
}

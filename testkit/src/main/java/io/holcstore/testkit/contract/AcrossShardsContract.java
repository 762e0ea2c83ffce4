package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.Store;
import io.holcstore.error.AcrossShardsException;
import io.holcstore.error.DefinitionException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store that is spread over servers refuses, on whatever database it is opened. */
interface AcrossShardsContract extends OnDatabase {
    private StoreBuilder spread() {
        return Store.define()
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table("load_curve")
                .shardedBy(KIND);
    }

    private static Series series() {
        return hours("2024-01-31T22:00", 1, 2, 3, 4);
    }

    private static Map<SeriesKey, Series> ofBoth() {
        return Map.of(BASE, series(), PEAK, series());
    }

    private static AcrossShardsException refused(ThrowingCallable verb) {
        AcrossShardsException e = catchThrowableOfType(AcrossShardsException.class, verb);
        assertThat(e).isNotNull();
        assertThat(e.axis()).isEqualTo("kind");
        return e;
    }

    @Test
    default void aVerbOfSeveralValuesIsRefusedAndStoresNothing() {
        ChunkStore store = create(spread());
        AcrossShardsException e = refused(() -> store.mergeAll(ofBoth()));
        assertThat(e.store()).isEqualTo("load_curve");
        assertThat(List.of(String.valueOf(e.first()), String.valueOf(e.second())))
                .containsExactlyInAnyOrder("base", "peak");
        assertThat(e)
                .hasMessageContainingAll(
                        "load_curve", "write the series of each kind in a verb of its own", "acrossShards(NOT_ATOMIC)");
        refused(() -> store.insertAll(ofBoth()));
        refused(() -> store.replaceAll(ofBoth()));
        refused(() -> {
            try (BulkWriter writer = store.bulkWriter()) {
                writer.add(BASE, series());
                writer.add(PEAK, series());
            }
        });
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void verbsOfExistingSeriesAreRefusedToo() {
        ChunkStore store = create(spread());
        store.insert(BASE, series());
        store.insert(PEAK, series());
        refused(() -> store.delete(List.of(BASE, PEAK)));
        assertThat(refused(() -> store.delete(VERSION.is(1)))).hasMessageContaining("version=1");
        refused(() -> store.delete(KeyFilter.all()));
        refused(() -> store.delete(KIND.in("base", "peak")));
        refused(() -> store.erase(KeyFilter.all(), month(2024, 2)));
        refused(() -> store.rename(BASE, key(2, "peak")));
        refused(() -> store.copy(BASE, key(2, "peak")));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(series());
        assertThat(store.read(PEAK).orElseThrow()).isEqualToBitwise(series());
    }

    @Test
    default void verbsOfOneValueAreDone() {
        ChunkStore store = create(spread());
        SeriesKey second = key(2, "base");
        assertThat(store.insertAll(Map.of(BASE, series(), second, series())).chunksInserted())
                .isEqualTo(4);
        store.insert(PEAK, series());
        store.erase(KIND.is("base"), month(2024, 2));
        assertThat(store.read(second).orElseThrow()).hasSize(2);
        store.rename(second, key(3, "base"));
        store.delete(KIND.is("base").and(VERSION.in(1, 3)));
        assertThat(store.keys(KeyFilter.all())).containsExactly(PEAK);
    }

    @Test
    default void versionsAreWrittenToOneServerAtATime() {
        VersionedStore store = create(Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .table("vocabulary_versions")
                .shardedBy(KIND));
        refused(() -> store.appendAll(ofBoth()));
        refused(() -> store.putAll(ofBoth()));
        store.append(BASE, series());
        store.append(PEAK, series());
        refused(() -> store.delete(List.of(BASE, PEAK)));
        refused(() -> store.delete(VERSION.is(1)));
        refused(() -> store.purgeHistory(Instant.parse("2024-01-01T00:00:00Z")));
        assertThat(store.count(KeyFilter.all())).isEqualTo(2);
        assertThat(store.delete(KIND.is("base"))).isEqualTo(1);
    }

    @Test
    default void whoAcceptsHalvesMayWriteToAll() {
        ChunkStore store = create(spread().acrossShards(AcrossShards.NOT_ATOMIC));
        assertThat(store.mergeAll(ofBoth()).chunksInserted()).isEqualTo(4);
        store.delete(KeyFilter.all());
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void theAxisMustBeInEveryTable() {
        assertThatThrownBy(() -> Store.define()
                        .axis(VERSION)
                        .chunkBy(YEAR_MONTH)
                        .freq("1h")
                        .tz("UTC")
                        .shardedBy(KIND)
                        .build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("shardedBy(kind) must name an axis")
                .hasMessageContaining("[version]");
        assertThatThrownBy(() -> Store.defineVersioned()
                        .axis(VERSION)
                        .axis(KIND)
                        .countVersionsBy(VERSION)
                        .shardedBy(KIND)
                        .build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("countVersionsBy");
        assertThatThrownBy(() -> Store.defineKeyed()
                        .axis(KIND)
                        .acrossShards(AcrossShards.REFUSE)
                        .build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("add shardedBy(axis)");
    }
}

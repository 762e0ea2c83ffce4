package io.holcstore.testkit.contract;

import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreBuilder;

/** Opens the stores of a contract with several threads for each verb. */
interface OnThreads extends OnDatabase {
    StoreOptions THREADS = StoreOptions.defaults().parallelism(3);

    @Override
    default VersionedStore create(VersionedStoreBuilder definition) {
        VersionedStore store = definition.open(dataSource(), THREADS);
        store.schema().createIfMissing();
        return store;
    }

    @Override
    default ChunkStore create(StoreBuilder definition) {
        ChunkStore store = definition.open(dataSource(), THREADS);
        store.schema().createIfMissing();
        return store;
    }
}

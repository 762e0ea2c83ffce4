package io.holcstore.testkit.contract;

import static io.holcstore.partition.Partitioning.hash;

import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.testkit.TestDatabase;

/** Keyed stores whose tables are partitioned by the hash of an axis. */
final class HashedKeyedStorePostgresTest extends KeyedStoreContract {
    HashedKeyedStorePostgresTest() {
        super(TestDatabase.postgresql());
    }

    @Override
    protected KeyedStoreBuilder defined(KeyedStoreBuilder definition) {
        return definition.partitionBy(hash(Samples.KIND, 3));
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.partition.Partitioning.hash;

import io.holcstore.key.Axis;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.testkit.TestDatabase;
import java.util.List;

/** Stores of versions whose tables are partitioned by the hash of their last axis. */
final class HashedVersionedStorePostgresTest extends VersionedStoreContract {
    HashedVersionedStorePostgresTest() {
        super(TestDatabase.postgresql());
    }

    @Override
    public VersionedStore create(VersionedStoreBuilder definition) {
        List<Axis<?>> axes = definition.build().axes();
        return super.create(axes.isEmpty() ? definition : definition.partitionBy(hash(axes.get(axes.size() - 1), 3)));
    }
}

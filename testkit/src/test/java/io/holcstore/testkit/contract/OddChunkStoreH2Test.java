package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.OddDatabase;

/** Chunk stores, their feeds and replicas on the odd database: the subjects with statements of their own. */
final class OddChunkStoreH2Test extends EncodedStoreContract
        implements SchemaContract,
                KeyContract,
                WriteContract,
                ReplaceContract,
                ReadContract,
                SeriesEndsContract,
                UpkeepContract,
                ReplicatedContract,
                ChangeFeedContract,
                ReplicaContract,
                SubscriptionContract,
                PurgeContract {
    OddChunkStoreH2Test() {
        super(new OddDatabase(), Encoding.COMPACT);
    }
}

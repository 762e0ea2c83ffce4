package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.OddDatabase;

/** Chunk stores, replicas and feeds on the odd database. */
final class OddChunkStoreH2Test extends ChunkStoreContract {
    OddChunkStoreH2Test() {
        super(new OddDatabase(), Encoding.COMPACT);
    }
}

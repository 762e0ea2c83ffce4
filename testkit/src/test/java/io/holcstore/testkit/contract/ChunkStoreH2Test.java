package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ChunkStoreH2Test extends ChunkStoreContract {
    ChunkStoreH2Test() {
        super(TestDatabase.h2Memory(), Encoding.COMPACT);
    }
}

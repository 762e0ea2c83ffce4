package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ChunkStoreH2FileTest extends ChunkStoreContract {
    ChunkStoreH2FileTest() {
        super(TestDatabase.h2File(), Encoding.LZ4);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ChunkStoreSqliteTest extends ChunkStoreContract {
    ChunkStoreSqliteTest() {
        super(TestDatabase.sqlite(), Encoding.COMPACT);
    }
}

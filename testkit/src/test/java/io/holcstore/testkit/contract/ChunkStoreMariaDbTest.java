package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ChunkStoreMariaDbTest extends ChunkStoreContract {
    ChunkStoreMariaDbTest() {
        super(TestDatabase.mariadb(), Encoding.COMPACT);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ChunkStorePostgresPlainJdbcTest extends ChunkStoreContract {
    ChunkStorePostgresPlainJdbcTest() {
        super(TestDatabase.postgresql().refusingUnwrap(), Encoding.LZ4);
    }
}

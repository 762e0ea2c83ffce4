package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ChunkStorePoolerTest extends ChunkStoreContract {
    ChunkStorePoolerTest() {
        super(TestDatabase.postgresqlBehindPooler(), Encoding.COMPACT);
    }

    // Not tests here: they set something on a session, which the next transaction does not have.

    @Override
    public void aLockThatIsNotGivenInTimeIsToldAndCanBeTriedAgain() {}

    @Override
    public void writesRefuseATransactionAtAnotherIsolation() {}

    @Override
    public void readsAndStreamsJoinATransactionThatHasASnapshot() {}
}

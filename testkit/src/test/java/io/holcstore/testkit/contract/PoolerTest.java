package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/** A pooler that gives each transaction another session. */
final class PoolerTest extends ConnectionsContract {
    PoolerTest() {
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

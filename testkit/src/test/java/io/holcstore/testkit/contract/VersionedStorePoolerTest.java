package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class VersionedStorePoolerTest extends VersionedStoreContract {
    VersionedStorePoolerTest() {
        super(TestDatabase.postgresqlBehindPooler());
    }

    /** Not a test here: it sets the time limit of a session, which the next transaction does not have. */
    @Override
    public void aWriterInFlightIsWaitedFor() {}
}

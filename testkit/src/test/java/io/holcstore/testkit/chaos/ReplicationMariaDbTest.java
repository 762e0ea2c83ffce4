package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ReplicationMariaDbTest extends ReplicationContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mariadb();
    }
    /** As everywhere, but fewer: its writers take turns. */
    @Override
    protected int transactions() {
        return 150;
    }
}

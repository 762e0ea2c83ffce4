package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ReplicationSqliteTest extends ReplicationContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.sqlite();
    }
    /** As everywhere, but fewer: its writers take turns. */
    @Override
    protected int transactions() {
        return 150;
    }
}

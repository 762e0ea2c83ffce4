package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ReplicationMySqlTest extends ReplicationContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mysql();
    }

    @Override
    protected int transactions() {
        return 40;
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ReplicationSqliteTest extends ReplicationContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.sqlite();
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ReplicationMariaDbTest extends ReplicationContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mariadb();
    }
}

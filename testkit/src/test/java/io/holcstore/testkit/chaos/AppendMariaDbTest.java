package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AppendMariaDbTest extends AppendContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mariadb();
    }
}

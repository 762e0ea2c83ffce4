package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AppendSqliteTest extends AppendContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.sqlite();
    }
}

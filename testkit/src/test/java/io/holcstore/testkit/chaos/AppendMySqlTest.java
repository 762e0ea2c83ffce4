package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AppendMySqlTest extends AppendContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mysql();
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AppendPostgresTest extends AppendContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }
}

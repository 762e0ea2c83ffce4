package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ErrorSqliteTest extends ErrorContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.sqlite();
    }
}

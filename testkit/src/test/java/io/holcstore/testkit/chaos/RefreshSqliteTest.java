package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class RefreshSqliteTest extends RefreshContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.sqlite();
    }
}

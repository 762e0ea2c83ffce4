package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class RefreshPostgresTest extends RefreshContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }
}

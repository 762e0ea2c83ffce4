package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ConcurrencyPostgresTest extends ConcurrencyContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ConcurrencySqliteTest extends ConcurrencyContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.sqlite();
    }
}

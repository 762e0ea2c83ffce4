package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AtomicityPostgresTest extends AtomicityContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }
}

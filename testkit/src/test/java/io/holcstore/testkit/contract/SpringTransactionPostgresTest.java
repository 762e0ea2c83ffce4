package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class SpringTransactionPostgresTest extends SpringTransactionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }
}

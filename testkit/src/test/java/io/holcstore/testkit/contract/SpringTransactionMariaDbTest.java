package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class SpringTransactionMariaDbTest extends SpringTransactionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}

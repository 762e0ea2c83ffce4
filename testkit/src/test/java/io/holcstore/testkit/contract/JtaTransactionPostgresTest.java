package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class JtaTransactionPostgresTest extends JtaTransactionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }
}

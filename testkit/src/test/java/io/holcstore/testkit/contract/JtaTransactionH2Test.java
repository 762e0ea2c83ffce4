package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class JtaTransactionH2Test extends JtaTransactionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

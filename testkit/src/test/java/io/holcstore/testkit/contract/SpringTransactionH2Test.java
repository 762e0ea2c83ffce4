package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class SpringTransactionH2Test extends SpringTransactionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

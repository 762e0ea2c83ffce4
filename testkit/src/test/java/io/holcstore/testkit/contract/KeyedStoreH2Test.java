package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyedStoreH2Test extends KeyedStoreContract {
    KeyedStoreH2Test() {
        super(TestDatabase.h2Memory());
    }
}

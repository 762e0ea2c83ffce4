package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyedStoreH2FileTest extends KeyedStoreContract {
    KeyedStoreH2FileTest() {
        super(TestDatabase.h2File());
    }
}

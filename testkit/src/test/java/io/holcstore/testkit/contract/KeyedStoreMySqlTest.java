package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyedStoreMySqlTest extends KeyedStoreContract {
    KeyedStoreMySqlTest() {
        super(TestDatabase.mysql());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyedStoreSqliteTest extends KeyedStoreContract {
    KeyedStoreSqliteTest() {
        super(TestDatabase.sqlite());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyedStorePostgresTest extends KeyedStoreContract {
    KeyedStorePostgresTest() {
        super(TestDatabase.postgresql());
    }
}

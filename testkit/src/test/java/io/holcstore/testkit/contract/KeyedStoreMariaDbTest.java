package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyedStoreMariaDbTest extends KeyedStoreContract {
    KeyedStoreMariaDbTest() {
        super(TestDatabase.mariadb());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyedStorePoolerTest extends KeyedStoreContract {
    KeyedStorePoolerTest() {
        super(TestDatabase.postgresqlBehindPooler());
    }
}

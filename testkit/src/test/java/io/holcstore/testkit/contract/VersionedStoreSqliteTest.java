package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class VersionedStoreSqliteTest extends VersionedStoreContract {
    VersionedStoreSqliteTest() {
        super(TestDatabase.sqlite());
    }
}

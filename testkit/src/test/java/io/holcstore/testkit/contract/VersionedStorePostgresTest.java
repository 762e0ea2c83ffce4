package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class VersionedStorePostgresTest extends VersionedStoreContract {
    VersionedStorePostgresTest() {
        super(TestDatabase.postgresql());
    }
}

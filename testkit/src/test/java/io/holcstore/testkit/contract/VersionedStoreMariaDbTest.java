package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class VersionedStoreMariaDbTest extends VersionedStoreContract {
    VersionedStoreMariaDbTest() {
        super(TestDatabase.mariadb());
    }
}

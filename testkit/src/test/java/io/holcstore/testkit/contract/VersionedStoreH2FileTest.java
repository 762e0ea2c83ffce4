package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class VersionedStoreH2FileTest extends VersionedStoreContract {
    VersionedStoreH2FileTest() {
        super(TestDatabase.h2File());
    }
}

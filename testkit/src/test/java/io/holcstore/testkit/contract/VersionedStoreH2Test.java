package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class VersionedStoreH2Test extends VersionedStoreContract {
    VersionedStoreH2Test() {
        super(TestDatabase.h2Memory());
    }
}

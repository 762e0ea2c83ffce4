package io.holcstore.testkit.contract;

import io.holcstore.testkit.OddDatabase;

/** Versioned stores on the odd database. */
final class OddVersionedStoreH2Test extends VersionedStoreContract {
    OddVersionedStoreH2Test() {
        super(new OddDatabase());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.OddDatabase;

/** Keyed stores on the odd database. */
final class OddKeyedStoreH2Test extends KeyedStoreContract {
    OddKeyedStoreH2Test() {
        super(new OddDatabase());
    }
}

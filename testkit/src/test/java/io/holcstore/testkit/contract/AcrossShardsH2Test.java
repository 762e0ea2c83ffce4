package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class AcrossShardsH2Test extends EncodedStoreContract implements AcrossShardsContract {
    AcrossShardsH2Test() {
        super(TestDatabase.h2Memory(), Encoding.COMPACT);
    }
}

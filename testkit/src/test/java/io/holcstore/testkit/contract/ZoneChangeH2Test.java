package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ZoneChangeH2Test extends ZoneChangeContract {
    ZoneChangeH2Test() {
        super(TestDatabase.h2Memory(), Encoding.LZ4);
    }
}

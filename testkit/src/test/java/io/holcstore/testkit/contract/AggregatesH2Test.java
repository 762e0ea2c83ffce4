package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class AggregatesH2Test extends AggregatesContract {
    AggregatesH2Test() {
        super(TestDatabase.h2Memory(), Encoding.LZ4);
    }
}

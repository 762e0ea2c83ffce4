package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class AggregatesMariaDbTest extends AggregatesContract {
    AggregatesMariaDbTest() {
        super(TestDatabase.mariadb(), Encoding.LZ4);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class AggregatesPostgresTest extends AggregatesContract {
    AggregatesPostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }
}

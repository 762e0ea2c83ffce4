package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class AggregatesSqliteTest extends AggregatesContract {
    AggregatesSqliteTest() {
        super(TestDatabase.sqlite(), Encoding.LZ4);
    }
}

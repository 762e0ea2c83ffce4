package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/** Without the tests of the clocks of buckets, which are the same code everywhere. */
final class AggregatesSqliteTest extends EncodedStoreContract implements AggregateContract, AcrossContract {
    AggregatesSqliteTest() {
        super(TestDatabase.sqlite(), Encoding.LZ4);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/** Without the tests of the clocks of buckets, which are the same code everywhere. */
final class AggregatesMariaDbTest extends EncodedStoreContract implements AggregateContract, AcrossContract {
    AggregatesMariaDbTest() {
        super(TestDatabase.mariadb(), Encoding.LZ4);
    }
}

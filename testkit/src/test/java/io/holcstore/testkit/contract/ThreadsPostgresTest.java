package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/** The verbs on many series, with several threads for each. */
final class ThreadsPostgresTest extends EncodedStoreContract
        implements ThreadsContract, StreamContract, ManySeriesContract {
    ThreadsPostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/** What aggregates promise. The tests by subject are the interfaces this class implements. */
public abstract class AggregatesContract extends EncodedStoreContract
        implements AggregateContract, AcrossContract, BucketCalendarContract {
    /** A contract on this database, of stores that write this encoding. */
    protected AggregatesContract(TestDatabase database, Encoding encoding) {
        super(database, encoding);
    }
}

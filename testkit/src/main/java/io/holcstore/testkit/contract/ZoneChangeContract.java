package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/** What a chunk store promises where zone data changes. */
public abstract class ZoneChangeContract extends EncodedStoreContract
        implements ZoneDataContract, ZoneReplicaContract, ProjectionZoneContract {
    /** A contract on this database, of stores that write this encoding. */
    protected ZoneChangeContract(TestDatabase database, Encoding encoding) {
        super(database, encoding);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/**
 * The promises of a chunk store that depend on how its connections behave: statements, transactions and what a session
 * remembers. Every verb is among them.
 */
public abstract class ConnectionsContract extends EncodedStoreContract
        implements SchemaContract,
                WriteContract,
                ReplaceContract,
                ManySeriesContract,
                ReadContract,
                StreamContract,
                UpkeepContract,
                TransactionContract,
                ReplicatedContract,
                ChangeFeedContract,
                ReplicaContract,
                SubscriptionContract,
                PurgeContract,
                FailureContract,
                ListenerContract,
                ModelContract {
    /** A contract on this database, of stores that write this encoding. */
    protected ConnectionsContract(TestDatabase database, Encoding encoding) {
        super(database, encoding);
    }
}

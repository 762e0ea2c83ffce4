package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/**
 * A driver that is hidden behind a proxy, so that only plain JDBC is left. Without the driver, values are inserted in
 * batches, and nothing tells whether a transaction is open: these are the contracts that depend on it.
 */
final class PlainJdbcPostgresTest extends EncodedStoreContract
        implements WriteContract,
                ReplaceContract,
                ManySeriesContract,
                ReadContract,
                StreamContract,
                TransactionContract,
                ReplicatedContract,
                ReplicaContract,
                FailureContract,
                ModelContract {
    PlainJdbcPostgresTest() {
        super(TestDatabase.postgresql().refusingUnwrap(), Encoding.LZ4);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/** A pooler that gives each transaction another session. */
final class PoolerTest extends ConnectionsContract {
    PoolerTest() {
        super(TestDatabase.postgresqlBehindPooler(), Encoding.COMPACT);
    }
}

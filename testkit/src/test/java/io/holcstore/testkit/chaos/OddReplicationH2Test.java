package io.holcstore.testkit.chaos;

import io.holcstore.testkit.OddDatabase;
import io.holcstore.testkit.TestDatabase;

/** Replicas beside writers on the odd database. */
final class OddReplicationH2Test extends ReplicationContract {
    @Override
    protected TestDatabase database() {
        return new OddDatabase();
    }
}

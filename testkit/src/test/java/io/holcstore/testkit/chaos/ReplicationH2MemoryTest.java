package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ReplicationH2MemoryTest extends ReplicationContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

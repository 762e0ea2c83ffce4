package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AtomicityH2MemoryTest extends AtomicityContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class RefreshH2MemoryTest extends RefreshContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

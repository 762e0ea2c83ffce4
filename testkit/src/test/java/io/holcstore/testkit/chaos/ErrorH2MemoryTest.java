package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ErrorH2MemoryTest extends ErrorContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

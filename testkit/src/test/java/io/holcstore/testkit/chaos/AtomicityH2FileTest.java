package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AtomicityH2FileTest extends AtomicityContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.h2File();
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AppendH2MemoryTest extends AppendContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

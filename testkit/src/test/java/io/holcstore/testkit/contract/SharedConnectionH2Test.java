package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class SharedConnectionH2Test extends SharedConnectionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

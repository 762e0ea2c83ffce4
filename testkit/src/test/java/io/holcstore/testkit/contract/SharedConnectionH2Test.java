package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("once")
final class SharedConnectionH2Test extends SharedConnectionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

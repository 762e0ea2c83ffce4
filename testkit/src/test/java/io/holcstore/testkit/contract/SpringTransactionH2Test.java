package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("once")
final class SpringTransactionH2Test extends SpringTransactionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AtomicitySqliteTest extends AtomicityContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.sqlite();
    }

    /** On H2 every call is tried. */
    @Override
    protected int stride() {
        return 60;
    }
}

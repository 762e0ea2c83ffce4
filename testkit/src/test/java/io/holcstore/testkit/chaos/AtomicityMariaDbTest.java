package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AtomicityMariaDbTest extends AtomicityContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mariadb();
    }

    /** On H2 every call is tried. */
    @Override
    protected int stride() {
        return 60;
    }
}

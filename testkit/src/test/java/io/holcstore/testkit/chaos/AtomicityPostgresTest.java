package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class AtomicityPostgresTest extends AtomicityContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }

    /** Ending a session takes long. On H2 every call is tried. */
    @Override
    protected int stride() {
        return 8;
    }

    /** What is stored of a try takes ten transactions to ask. The verbs have few statements of their own here. */
    @Override
    protected int strideOfVersions() {
        return 20;
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class RefreshMariaDbTest extends RefreshContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mariadb();
    }

    /** On H2 and PostgreSQL, more calls are tried. */
    @Override
    protected int stride() {
        return 20;
    }
}

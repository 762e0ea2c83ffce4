package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ConcurrencySqliteTest extends ConcurrencyContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.sqlite();
    }

    /** The file has one writer at a time, and nobody can write whose snapshot is not the latest. */
    @Override
    protected boolean isRightWithoutLocks(Mix mix) {
        return true;
    }
}

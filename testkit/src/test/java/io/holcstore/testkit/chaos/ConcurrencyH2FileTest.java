package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;

final class ConcurrencyH2FileTest extends ConcurrencyContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.h2File();
    }
}

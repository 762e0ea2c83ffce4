package io.holcstore.explorer;

import io.holcstore.testkit.TestDatabase;

final class ExplorerLordHoweTest extends ExplorerContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}

package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class UpgradeH2Test extends UpgradeContract {
    UpgradeH2Test() {
        super(TestDatabase.h2Memory());
    }
}

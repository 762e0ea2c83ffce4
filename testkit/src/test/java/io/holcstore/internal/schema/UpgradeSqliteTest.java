package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class UpgradeSqliteTest extends UpgradeContract {
    UpgradeSqliteTest() {
        super(TestDatabase.sqlite());
    }
}

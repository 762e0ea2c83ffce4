package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class UpgradeMySqlTest extends UpgradeContract {
    UpgradeMySqlTest() {
        super(TestDatabase.mysql());
    }
}

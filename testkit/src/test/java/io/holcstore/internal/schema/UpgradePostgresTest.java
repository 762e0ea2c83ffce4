package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class UpgradePostgresTest extends UpgradeContract {
    UpgradePostgresTest() {
        super(TestDatabase.postgresql());
    }
}

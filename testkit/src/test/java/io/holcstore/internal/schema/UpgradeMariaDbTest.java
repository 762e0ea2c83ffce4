package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class UpgradeMariaDbTest extends UpgradeContract {
    UpgradeMariaDbTest() {
        super(TestDatabase.mariadb());
    }
}

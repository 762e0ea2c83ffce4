package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class DjangoMigrationH2Test extends DjangoMigrationContract {
    DjangoMigrationH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class DjangoMigrationPostgresTest extends DjangoMigrationContract {
    DjangoMigrationPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

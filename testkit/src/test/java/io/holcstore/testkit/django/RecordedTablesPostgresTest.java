package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class RecordedTablesPostgresTest extends RecordedTablesContract {
    RecordedTablesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

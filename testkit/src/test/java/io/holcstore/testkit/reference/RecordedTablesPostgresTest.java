package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class RecordedTablesPostgresTest extends RecordedTablesContract {
    RecordedTablesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

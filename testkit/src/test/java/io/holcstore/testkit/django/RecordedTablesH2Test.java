package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class RecordedTablesH2Test extends RecordedTablesContract {
    RecordedTablesH2Test() {
        super(TestDatabase.h2Memory());
    }
}

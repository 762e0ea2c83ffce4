package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ReferenceTablePostgresTest extends ReferenceTableContract {
    ReferenceTablePostgresTest() {
        super(TestDatabase.postgresql());
    }
}

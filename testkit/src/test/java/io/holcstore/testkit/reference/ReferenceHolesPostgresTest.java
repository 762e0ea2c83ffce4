package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceHolesPostgresTest extends ReferenceHolesContract {
    ReferenceHolesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

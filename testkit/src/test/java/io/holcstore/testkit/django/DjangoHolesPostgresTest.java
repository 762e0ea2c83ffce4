package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoHolesPostgresTest extends DjangoHolesContract {
    DjangoHolesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

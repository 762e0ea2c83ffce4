package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoHolesH2Test extends DjangoHolesContract {
    DjangoHolesH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceHolesH2Test extends ReferenceHolesContract {
    ReferenceHolesH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceClientPostgresTest extends ReferenceClientContract {
    ReferenceClientPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

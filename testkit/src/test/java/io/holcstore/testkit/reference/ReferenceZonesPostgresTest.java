package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceZonesPostgresTest extends ReferenceZonesContract {
    ReferenceZonesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceFiltersPostgresTest extends ReferenceFiltersContract {
    ReferenceFiltersPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

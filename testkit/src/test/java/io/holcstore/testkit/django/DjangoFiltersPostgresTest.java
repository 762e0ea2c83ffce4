package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoFiltersPostgresTest extends DjangoFiltersContract {
    DjangoFiltersPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

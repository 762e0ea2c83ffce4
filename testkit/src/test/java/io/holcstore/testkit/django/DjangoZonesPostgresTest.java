package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoZonesPostgresTest extends DjangoZonesContract {
    DjangoZonesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoClientPostgresTest extends DjangoClientContract {
    DjangoClientPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

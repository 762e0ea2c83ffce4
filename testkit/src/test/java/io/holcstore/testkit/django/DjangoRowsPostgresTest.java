package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoRowsPostgresTest extends DjangoRowsContract {
    DjangoRowsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

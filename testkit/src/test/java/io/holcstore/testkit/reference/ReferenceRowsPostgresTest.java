package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceRowsPostgresTest extends ReferenceRowsContract {
    ReferenceRowsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

package io.holcstore.http;

import io.holcstore.testkit.TestDatabase;

final class CutConnectionsPostgresTest extends CutConnectionsContract {
    CutConnectionsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

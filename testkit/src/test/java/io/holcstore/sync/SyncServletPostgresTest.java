package io.holcstore.sync;

import io.holcstore.testkit.TestDatabase;

final class SyncServletPostgresTest extends SyncContract {
    SyncServletPostgresTest() {
        super(HttpKind.JETTY, TestDatabase.postgresql());
    }
}

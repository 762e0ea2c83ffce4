package io.holcstore.http;

import io.holcstore.testkit.TestDatabase;

final class SyncServerPostgresTest extends SyncContract {
    SyncServerPostgresTest() {
        super(HttpKind.JDK, TestDatabase.postgresql());
    }
}

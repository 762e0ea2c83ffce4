package io.holcstore.http;

import io.holcstore.testkit.TestDatabase;

final class SyncServletH2Test extends SyncContract {
    SyncServletH2Test() {
        super(HttpKind.JETTY, TestDatabase.h2Memory());
    }
}

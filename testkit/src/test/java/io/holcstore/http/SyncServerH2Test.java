package io.holcstore.http;

import io.holcstore.testkit.TestDatabase;

final class SyncServerH2Test extends SyncContract {
    SyncServerH2Test() {
        super(HttpKind.JDK, TestDatabase.h2Memory());
    }
}

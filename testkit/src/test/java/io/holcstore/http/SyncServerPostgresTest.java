package io.holcstore.http;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("once")
final class SyncServerPostgresTest extends SyncContract {
    SyncServerPostgresTest() {
        super(HttpKind.JDK, TestDatabase.postgresql());
    }
}

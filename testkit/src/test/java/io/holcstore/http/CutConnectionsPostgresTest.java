package io.holcstore.http;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("once")
final class CutConnectionsPostgresTest extends CutConnectionsContract {
    CutConnectionsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

package io.holcstore.http;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("once")
final class CutConnectionsH2Test extends CutConnectionsContract {
    CutConnectionsH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.http;

import io.holcstore.testkit.TestDatabase;

final class CutConnectionsH2Test extends CutConnectionsContract {
    CutConnectionsH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceRowsH2Test extends ReferenceRowsContract {
    ReferenceRowsH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceClientH2Test extends ReferenceClientContract {
    ReferenceClientH2Test() {
        super(TestDatabase.h2Memory());
    }
}

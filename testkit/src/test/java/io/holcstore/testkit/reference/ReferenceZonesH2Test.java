package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceZonesH2Test extends ReferenceZonesContract {
    ReferenceZonesH2Test() {
        super(TestDatabase.h2Memory());
    }
}

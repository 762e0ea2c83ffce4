package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class ReferenceFiltersH2Test extends ReferenceFiltersContract {
    ReferenceFiltersH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoFiltersH2Test extends DjangoFiltersContract {
    DjangoFiltersH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoZonesH2Test extends DjangoZonesContract {
    DjangoZonesH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoClientH2Test extends DjangoClientContract {
    DjangoClientH2Test() {
        super(TestDatabase.h2Memory());
    }
}

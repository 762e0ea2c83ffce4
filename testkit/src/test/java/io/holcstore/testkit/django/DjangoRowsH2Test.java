package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class DjangoRowsH2Test extends DjangoRowsContract {
    DjangoRowsH2Test() {
        super(TestDatabase.h2Memory());
    }
}

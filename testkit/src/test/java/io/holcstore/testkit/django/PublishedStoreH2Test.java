package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class PublishedStoreH2Test extends PublishedStoreContract {
    PublishedStoreH2Test() {
        super(TestDatabase.h2Memory());
    }
}

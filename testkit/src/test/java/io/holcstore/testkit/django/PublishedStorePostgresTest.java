package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class PublishedStorePostgresTest extends PublishedStoreContract {
    PublishedStorePostgresTest() {
        super(TestDatabase.postgresql());
    }
}

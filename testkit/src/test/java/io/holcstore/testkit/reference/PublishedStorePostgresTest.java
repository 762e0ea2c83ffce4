package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class PublishedStorePostgresTest extends PublishedStoreContract {
    PublishedStorePostgresTest() {
        super(TestDatabase.postgresql());
    }
}

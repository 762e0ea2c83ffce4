package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ZoneChangePostgresTest extends ZoneChangeContract {
    ZoneChangePostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }
}

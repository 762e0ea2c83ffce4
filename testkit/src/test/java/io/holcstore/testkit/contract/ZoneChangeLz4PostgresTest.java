package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ZoneChangeLz4PostgresTest extends ZoneChangeContract {
    ZoneChangeLz4PostgresTest() {
        super(TestDatabase.postgresql(), Encoding.LZ4);
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ZoneChangeSqliteTest extends ZoneChangeContract {
    ZoneChangeSqliteTest() {
        super(TestDatabase.sqlite(), Encoding.COMPACT);
    }
}

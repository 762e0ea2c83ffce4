package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

final class ZoneChangeMariaDbTest extends ZoneChangeContract {
    ZoneChangeMariaDbTest() {
        super(TestDatabase.mariadb(), Encoding.COMPACT);
    }
}

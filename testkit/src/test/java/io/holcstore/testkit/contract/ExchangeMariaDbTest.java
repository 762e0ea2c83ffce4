package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ExchangeMariaDbTest extends ExchangeContract {
    ExchangeMariaDbTest() {
        super(TestDatabase.mariadb());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ExchangeSqliteTest extends ExchangeContract {
    ExchangeSqliteTest() {
        super(TestDatabase.sqlite());
    }
}

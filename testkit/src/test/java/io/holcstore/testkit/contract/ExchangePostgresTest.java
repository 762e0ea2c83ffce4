package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ExchangePostgresTest extends ExchangeContract {
    ExchangePostgresTest() {
        super(TestDatabase.postgresql());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ExchangeH2FileTest extends ExchangeContract {
    ExchangeH2FileTest() {
        super(TestDatabase.h2File());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ExchangeH2Test extends ExchangeContract {
    ExchangeH2Test() {
        super(TestDatabase.h2Memory());
    }
}

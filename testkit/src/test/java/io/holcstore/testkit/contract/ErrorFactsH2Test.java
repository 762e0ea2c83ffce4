package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ErrorFactsH2Test extends ErrorFactsContract {
    ErrorFactsH2Test() {
        super(TestDatabase.h2Memory());
    }
}

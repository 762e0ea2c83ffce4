package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ErrorFactsPostgresTest extends ErrorFactsContract {
    ErrorFactsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

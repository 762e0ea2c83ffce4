package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ErrorFactsSqliteTest extends ErrorFactsContract {
    ErrorFactsSqliteTest() {
        super(TestDatabase.sqlite());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ErrorFactsMariaDbTest extends ErrorFactsContract {
    ErrorFactsMariaDbTest() {
        super(TestDatabase.mariadb());
    }
}

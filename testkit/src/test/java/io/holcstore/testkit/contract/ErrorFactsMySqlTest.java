package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ErrorFactsMySqlTest extends ErrorFactsContract {
    ErrorFactsMySqlTest() {
        super(TestDatabase.mysql());
    }
}

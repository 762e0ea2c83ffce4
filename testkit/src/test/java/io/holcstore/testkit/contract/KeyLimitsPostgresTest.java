package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyLimitsPostgresTest extends KeyLimitsContract {
    KeyLimitsPostgresTest() {
        super(TestDatabase.postgresql());
    }

    @Override
    protected boolean takesLongTexts() {
        return false;
    }
}

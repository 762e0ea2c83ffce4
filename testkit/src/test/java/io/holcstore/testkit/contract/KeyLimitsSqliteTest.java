package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyLimitsSqliteTest extends KeyLimitsContract {
    KeyLimitsSqliteTest() {
        super(TestDatabase.sqlite());
    }

    @Override
    protected boolean limitsTexts() {
        return false;
    }

    @Override
    protected boolean takesLongTexts() {
        return true;
    }
}

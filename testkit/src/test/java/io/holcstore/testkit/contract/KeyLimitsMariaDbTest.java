package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyLimitsMariaDbTest extends KeyLimitsContract {
    KeyLimitsMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    @Override
    protected boolean takesLongTexts() {
        return false;
    }

    @Override
    protected String tooLongState() {
        return "22001";
    }
}

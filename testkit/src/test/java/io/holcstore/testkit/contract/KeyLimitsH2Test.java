package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class KeyLimitsH2Test extends KeyLimitsContract {
    KeyLimitsH2Test() {
        super(TestDatabase.h2Memory());
    }

    @Override
    protected boolean takesLongTexts() {
        return true;
    }
}

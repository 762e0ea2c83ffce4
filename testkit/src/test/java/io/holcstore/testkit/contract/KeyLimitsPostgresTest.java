package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("once")
final class KeyLimitsPostgresTest extends KeyLimitsContract {
    KeyLimitsPostgresTest() {
        super(TestDatabase.postgresql());
    }

    @Override
    protected boolean takesLongTexts() {
        return false;
    }
}

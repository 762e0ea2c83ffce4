package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class ConcurrencyPostgresTest extends ConcurrencyContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }

    @Test
    void roundsOfBulkWritersNoticeThatLocksAreMissing() {
        requireFaultWithoutLocks(Mix.BULK_MERGE);
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class ConcurrencyMariaDbTest extends ConcurrencyContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.mariadb();
    }

    @Test
    void roundsOfBulkWritersNoticeThatLocksAreMissing() {
        requireFaultWithoutLocks(Mix.BULK_MERGE);
    }

    /** The insert of a head that is there locks it, so that one of two writers ends in a deadlock and runs again. */
    @Override
    protected boolean isRightWithoutLocks(Mix mix) {
        return mix == Mix.INSERT_INSERT;
    }
}

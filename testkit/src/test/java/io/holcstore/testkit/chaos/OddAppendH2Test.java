package io.holcstore.testkit.chaos;

import io.holcstore.testkit.OddDatabase;
import io.holcstore.testkit.TestDatabase;

/** Threads that append on the odd database. */
final class OddAppendH2Test extends AppendContract {
    @Override
    protected TestDatabase database() {
        return new OddDatabase();
    }
}

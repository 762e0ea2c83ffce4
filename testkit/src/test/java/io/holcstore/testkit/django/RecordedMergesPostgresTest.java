package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class RecordedMergesPostgresTest extends RecordedMergesContract {
    RecordedMergesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

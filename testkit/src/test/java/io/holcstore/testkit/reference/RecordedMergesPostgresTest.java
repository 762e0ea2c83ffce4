package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class RecordedMergesPostgresTest extends RecordedMergesContract {
    RecordedMergesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

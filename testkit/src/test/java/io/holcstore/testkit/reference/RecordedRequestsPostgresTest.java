package io.holcstore.testkit.reference;

import io.holcstore.testkit.TestDatabase;

final class RecordedRequestsPostgresTest extends RecordedRequestsContract {
    RecordedRequestsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

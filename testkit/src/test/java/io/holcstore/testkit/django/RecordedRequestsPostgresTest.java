package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class RecordedRequestsPostgresTest extends RecordedRequestsContract {
    RecordedRequestsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class RecordedRequestsH2Test extends RecordedRequestsContract {
    RecordedRequestsH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.django;

import io.holcstore.testkit.TestDatabase;

final class RecordedMergesH2Test extends RecordedMergesContract {
    RecordedMergesH2Test() {
        super(TestDatabase.h2Memory());
    }
}

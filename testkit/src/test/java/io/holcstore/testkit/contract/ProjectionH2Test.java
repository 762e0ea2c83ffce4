package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ProjectionH2Test extends ProjectionContract {
    ProjectionH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ProjectionPostgresTest extends ProjectionContract {
    ProjectionPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ProjectionSqliteTest extends ProjectionContract {
    ProjectionSqliteTest() {
        super(TestDatabase.sqlite());
    }
}

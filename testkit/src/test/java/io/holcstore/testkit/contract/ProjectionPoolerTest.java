package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ProjectionPoolerTest extends ProjectionContract {
    ProjectionPoolerTest() {
        super(TestDatabase.postgresqlBehindPooler());
    }
}

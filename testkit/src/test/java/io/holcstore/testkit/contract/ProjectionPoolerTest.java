package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("once")
final class ProjectionPoolerTest extends ProjectionContract {
    ProjectionPoolerTest() {
        super(TestDatabase.postgresqlBehindPooler());
    }
}

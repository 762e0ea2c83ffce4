package io.holcstore.testkit;

final class DocsPostgresTest extends DocsContract {
    DocsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

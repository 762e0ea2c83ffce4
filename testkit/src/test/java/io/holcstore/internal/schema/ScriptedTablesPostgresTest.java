package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class ScriptedTablesPostgresTest extends ScriptedTablesContract {
    ScriptedTablesPostgresTest() {
        super(TestDatabase.postgresql());
    }
}

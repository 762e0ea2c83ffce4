package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class ScriptedTablesSqliteTest extends ScriptedTablesContract {
    ScriptedTablesSqliteTest() {
        super(TestDatabase.sqlite());
    }

    @Override
    int firstVersion() {
        return 3;
    }
}

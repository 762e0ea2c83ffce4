package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class ScriptedTablesMySqlTest extends ScriptedTablesContract {
    ScriptedTablesMySqlTest() {
        super(TestDatabase.mysql());
    }

    @Override
    int firstVersion() {
        return 3;
    }
}

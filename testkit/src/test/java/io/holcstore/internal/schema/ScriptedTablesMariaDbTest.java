package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class ScriptedTablesMariaDbTest extends ScriptedTablesContract {
    ScriptedTablesMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    @Override
    int firstVersion() {
        return 3;
    }
}

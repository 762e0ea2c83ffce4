package io.holcstore.internal.schema;

import io.holcstore.testkit.TestDatabase;

final class ScriptedTablesH2Test extends ScriptedTablesContract {
    ScriptedTablesH2Test() {
        super(TestDatabase.h2Memory());
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

/** The rows of queries as series; times with a zone are left out. */
final class RowImportSqliteTest extends FileTests implements RowImportContract {
    RowImportSqliteTest() {
        super(TestDatabase.sqlite());
    }
}

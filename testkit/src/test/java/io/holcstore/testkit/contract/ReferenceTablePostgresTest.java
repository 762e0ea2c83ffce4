package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ReferenceTablePostgresTest extends ReferenceTableContract implements ZoneDataContract {
    ReferenceTablePostgresTest() {
        super(TestDatabase.postgresql());
    }

    /** The application may have mixed two grids in one. */
    @Override
    public boolean knowsLongerChunks() {
        return false;
    }
}

package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class DjangoTablePostgresTest extends DjangoTableContract implements ZoneDataContract {
    DjangoTablePostgresTest() {
        super(TestDatabase.postgresql());
    }

    /** The application may have mixed two grids in one. */
    @Override
    public boolean knowsLongerChunks() {
        return false;
    }
}

package io.holcstore.testkit;

import javax.sql.DataSource;

final class GrantsMariaDbTest extends GrantsOfInnoDbContract {
    GrantsMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    @Override
    DataSource source(String settings) {
        return MariaDbSources.of(db.database(), settings);
    }
}

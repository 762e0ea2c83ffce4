package io.holcstore.testkit;

import javax.sql.DataSource;

final class GrantsMySqlTest extends GrantsOfInnoDbContract {
    GrantsMySqlTest() {
        super(TestDatabase.mysql());
    }

    @Override
    DataSource source(String settings) {
        return MySqlSources.of(db.database(), settings);
    }
}

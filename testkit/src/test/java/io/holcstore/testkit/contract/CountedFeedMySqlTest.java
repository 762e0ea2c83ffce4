package io.holcstore.testkit.contract;

import io.holcstore.testkit.MySqlSources;
import io.holcstore.testkit.TestDatabase;
import javax.sql.DataSource;

final class CountedFeedMySqlTest extends CountedFeedContract {
    CountedFeedMySqlTest() {
        super(TestDatabase.mysql());
    }

    @Override
    DataSource as(String user) {
        return MySqlSources.of(database, "&user=" + user);
    }
}

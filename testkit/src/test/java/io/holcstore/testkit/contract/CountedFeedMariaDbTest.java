package io.holcstore.testkit.contract;

import io.holcstore.testkit.MariaDbSources;
import io.holcstore.testkit.TestDatabase;
import javax.sql.DataSource;

final class CountedFeedMariaDbTest extends CountedFeedContract {
    CountedFeedMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    @Override
    DataSource as(String user) {
        return MariaDbSources.of(database, "&user=" + user);
    }
}

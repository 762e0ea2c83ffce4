package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.MariaDbSources;
import io.holcstore.testkit.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class CountedFeedMariaDbTest extends CountedFeedContract {
    CountedFeedMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    @Override
    DataSource as(String user) {
        return MariaDbSources.of(database, "&user=" + user);
    }

    /** As after a failover: servers that replicate each other have different numbers. */
    @Test
    void anotherServerBeginsAnEpoch() throws SQLException {
        ChunkStore store = created(loads().replicated());
        ChangeCursor read = page(store, ChangeCursor.start()).next();
        execute("SET GLOBAL server_id = 4711");
        try {
            assertThatThrownBy(() -> page(store, read)).isInstanceOf(ChangeFeedResetException.class);
        } finally {
            execute("SET GLOBAL server_id = 1");
        }
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The transaction numbers of a PostgreSQL cluster are those of all its databases. */
final class ChangeFeedOfAClusterPostgresTest extends EncodedStoreContract {
    ChangeFeedOfAClusterPostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    private Connection connectionToAnotherDatabase() throws SQLException {
        PGSimpleDataSource here = db().database().unpooled().unwrap(PGSimpleDataSource.class);
        PGSimpleDataSource there = new PGSimpleDataSource();
        there.setUrl(here.getURL());
        there.setDatabaseName("template1");
        there.setCurrentSchema("public");
        return there.getConnection(here.getUser(), here.getPassword());
    }

    @Test
    void aTransactionInAnotherDatabaseDelaysTheFeed() throws SQLException {
        ChunkStore source = create(loads().replicated());
        try (Connection elsewhere = connectionToAnotherDatabase();
                Statement statement = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            statement.executeQuery("SELECT pg_current_xact_id()").close();
            source.insert(BASE, hours("2024-01-05T00:00", 1));
            ChangePage delayed = source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 100);
            assertThat(delayed.changes()).isEmpty();
            assertThat(delayed.remaining()).isEqualTo(Remaining.HELD_BACK);
            elsewhere.rollback();
            assertThat(source.feed()
                            .changes(delayed.next(), KeyFilter.all(), 100)
                            .changes())
                    .hasSize(1);
        }
    }
}

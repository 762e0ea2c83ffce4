package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real backup of H2, which brings everything back as it was. */
final class ChangeFeedH2FileTest extends EncodedStoreContract {
    ChangeFeedH2FileTest() {
        super(TestDatabase.h2File(), Encoding.COMPACT);
    }

    /** Who may not have the database write would be given what it can still lose. */
    @Test
    void aUserWhoIsNotAnAdministratorNeedsADatabaseThatDoesNotWriteBehind() throws SQLException {
        ChunkStore source = create(loads().replicated());
        source.insert(BASE, hours("2024-01-05T00:00", 1));
        ChangePage first = source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10);
        source.insert(PEAK, hours("2024-01-05T00:00", 2));
        execute("CREATE USER follower PASSWORD 'secret'");
        execute("GRANT ALL ON SCHEMA PUBLIC TO follower");
        String url = "jdbc:h2:file:" + query("SELECT DATABASE_PATH()").get(0);
        try (Connection connection = DriverManager.getConnection(url, "follower", "secret")) {
            connection.setAutoCommit(false);
            ChunkStore read = loads().replicated().open(dataSource()).on(connection);
            assertThatThrownBy(() -> read.feed().changes(first.next(), KeyFilter.all(), 10))
                    .isInstanceOf(StoreSqlException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining(
                            "may not run CHECKPOINT SYNC; connect as an administrator, or have one run SET WRITE_DELAY"
                                    + " 0");
            try (Connection administrator = DriverManager.getConnection(url, "sa", "");
                    Statement statement = administrator.createStatement()) {
                statement.execute("SET WRITE_DELAY 0");
            }
            assertThat(read.feed().changes(first.next(), KeyFilter.all(), 10).changes())
                    .hasSize(1);
        }
    }

    @Test
    void aRestoredBackupIsNoticed(@TempDir Path folder) {
        ChunkStore source = create(loads().replicated());
        source.insert(BASE, hours("2024-01-05T00:00", 1));
        ChangePage first = source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10);
        String backup = folder.resolve("backup.sql").toString().replace("'", "''");
        execute("SCRIPT TO '" + backup + "'");
        source.insert(PEAK, hours("2024-01-05T00:00", 2));
        ChangePage lost = source.feed().changes(first.next(), KeyFilter.all(), 10);
        execute("DROP ALL OBJECTS");
        execute("RUNSCRIPT FROM '" + backup + "'");

        ChunkStore restored = create(loads().replicated());
        assertThatThrownBy(() -> restored.feed().changes(lost.next(), KeyFilter.all(), 10))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("restored from a backup");
        restored.insert(Samples.key(3, "new"), hours("2024-01-05T00:00", 3));
        restored.feed().beginEpoch(); // as many changes as were lost have been made since
        assertThatThrownBy(() -> restored.feed().changes(lost.next(), KeyFilter.all(), 10))
                .isInstanceOf(ChangeFeedResetException.class);
        assertThat(restored.feed()
                        .changes(ChangeCursor.start(), KeyFilter.all(), 10)
                        .changes())
                .hasSize(2);
    }
}

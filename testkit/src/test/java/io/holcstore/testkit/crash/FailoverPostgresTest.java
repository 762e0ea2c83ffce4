package io.holcstore.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.PostgresNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary is gone, and an asynchronous standby takes its place that has not got its last commits. */
final class FailoverPostgresTest {
    /**
     * The checkpoint that follows a promotion takes a tenth of a second a page, so that it ends long after the test.
     */
    private static final Map<String, String> SLOW_CHECKPOINTS =
            Map.of("checkpoint_timeout", "1h", "checkpoint_completion_target", "1");

    private static final String MANY_PAGES = "CREATE TABLE pages AS SELECT n FROM generate_series(1, 200000) n";

    @Test
    void aFailoverIsNoticedBeforeAnythingIsHandedOut(@TempDir Path folder) {
        try (PostgresNode primary = PostgresNode.start(folder.resolve("primary"), Map.of());
                Followed replica = new Followed()) {
            ChunkStore before = Followed.create(primary.dataSource());
            Followed.write(before, 0, 20, 1);
            replica.pull(before);
            try (PostgresNode standby = primary.standby(folder.resolve("standby"), SLOW_CHECKPOINTS)) {
                primary.query(MANY_PAGES);
                Followed.write(before, 20, 30, 1);
                replica.pull(before);
                primary.awaitAllAt(standby);
                standby.disconnect();
                Followed.write(before, 10, 40, 2); // what the standby never gets
                replica.pull(before);
                replica.assertHolds(before);

                ChunkStore after = Followed.open(standby.dataSource());
                standby.promote();
                Followed.write(after, 50, 99, 3); // positions go beyond those that are lost
                for (int ask = 0; ask < 3; ask++) {
                    assertThatThrownBy(() -> replica.pull(after))
                            .isInstanceOf(ChangeFeedResetException.class)
                            .hasMessageContaining("another epoch");
                }
                replica.pull(after, ChangeCursor.start());
                replica.assertHolds(after);
                Followed.write(after, 0, 10, 4);
                replica.pull(after);
                replica.assertHolds(after);
                replica.assertDiffers(before);
            }
        }
    }

    @Test
    void aStandbyHoldsBackWhatItDoesNotHave(@TempDir Path folder) {
        try (PostgresNode primary = PostgresNode.start(folder.resolve("primary"), Map.of());
                Followed replica = new Followed()) {
            ChunkStore source = Followed.create(primary.dataSource());
            Followed.write(source, 0, 5, 1);
            try (PostgresNode standby = primary.standby(folder.resolve("standby"), SLOW_CHECKPOINTS)) {
                primary.awaitAllAt(standby);
                ChunkStore behind = Followed.open(standby.dataSource());
                // the first epoch is still to begin
                assertThatThrownBy(() -> replica.pull(behind))
                        .isInstanceOf(StoreSqlException.class)
                        .hasMessageContaining("meters")
                        .hasMessageContaining("read changes from the primary");
                source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 1);
                primary.awaitAllAt(standby);
                replica.pull(behind);
                replica.assertHolds(source);
                standby.disconnect();
                Followed.write(source, 3, 8, 2);
                replica.pull(source);
                // behind one address with its primary: who has seen more waits, and begins nothing again
                ChangePage page = behind.feed().changes(replica.cursor(), KeyFilter.all(), 10);
                assertThat(page.changes()).isEmpty();
                assertThat(page.next()).isEqualTo(replica.cursor());
                assertThat(page.remaining()).isEqualTo(Remaining.HELD_BACK);
                replica.assertHolds(source);
            }
        }
    }
}

package io.holcstore.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.django.DjangoFeed;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.PostgresNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source whose commits do not wait for the disk crashes after a pull: what a replica has been given is still there.
 */
final class CrashPostgresTest {
    private static final int ROUNDS = 3;

    /** The server writes by itself so seldom that a crash comes before. */
    private static final Map<String, String> BEHIND =
            Map.of("synchronous_commit", "off", "wal_writer_delay", "10s", "autovacuum", "off");

    private static ChunkStore createOnDisk(PostgresNode server) {
        ChunkStore source = Followed.create(server.dataSource());
        server.query("CHECKPOINT");
        return source;
    }

    @Test
    void aReplicaHoldsWhatItsSourceHolds(@TempDir Path folder) {
        try (PostgresNode server = PostgresNode.start(folder.resolve("source"), BEHIND);
                Followed replica = new Followed()) {
            ChunkStore source = createOnDisk(server);
            for (int round = 0; round < ROUNDS; round++) {
                int meters = 100 * round;
                Followed.write(source, meters, meters + 20, round);
                replica.pull(source);
                server.crash();
                replica.assertHolds(source);
                Followed.write(source, meters + 50, meters + 90, round); // positions go beyond what might be lost
                Followed.write(source, 0, 5, 1000 + round);
                replica.pull(source);
                replica.assertHolds(source);
            }
        }
    }

    /** The transaction is the caller's, and stays open. */
    @Test
    void soItDoesWherePagesAreReadInATransactionOfTheCaller(@TempDir Path folder) throws SQLException {
        try (PostgresNode server = PostgresNode.start(folder.resolve("source"), BEHIND);
                Followed replica = new Followed()) {
            ChunkStore source = createOnDisk(server);
            replica.pull(source); // begins an epoch
            Followed.write(source, 0, 20, 1);
            try (Connection connection = server.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                replica.pull(source.on(connection));
                server.crash();
            }
            replica.assertHolds(source);
        }
    }

    /** What the other protocol hands out is on disk, too. */
    @Test
    void soItDoesForThoseWhoAskByTime(@TempDir Path folder) {
        try (PostgresNode server = PostgresNode.start(folder.resolve("source"), BEHIND)) {
            ChunkStore source = createOnDisk(server);
            Followed.write(source, 0, 20, 1);
            int listed = DjangoFeed.of(source)
                    .since(Instant.EPOCH, KeyFilter.all(), null, 0, 100)
                    .chunks()
                    .size();
            server.crash();
            assertThat(listed).isEqualTo(20);
            assertThat(source.count(KeyFilter.all())).isEqualTo(20);
        }
    }

    /** Whoever follows may have no right to write, nor one to see the state of the server. */
    @Test
    void aRoleThatMayOnlyReadGetsPages(@TempDir Path folder) {
        try (PostgresNode server = PostgresNode.start(folder.resolve("source"), BEHIND)) {
            ChunkStore source = createOnDisk(server);
            Followed.write(source, 0, 3, 1);
            ChangePage first = source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10);
            Followed.write(source, 0, 1, 2);
            server.query("CREATE ROLE follower LOGIN");
            server.query("ALTER ROLE follower SET default_transaction_read_only = on");
            server.query("GRANT SELECT ON ALL TABLES IN SCHEMA public TO follower");
            ChunkStore read = Followed.open(server.dataSource("follower"));
            assertThat(read.feed().changes(first.next(), KeyFilter.all(), 10).changes())
                    .hasSize(1);
            server.crash();
            assertThat(read.feed().changes(first.next(), KeyFilter.all(), 10).changes())
                    .hasSize(1);
        }
    }
}

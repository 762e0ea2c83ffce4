package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.StoreException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.FaultyDataSource;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.StoredRows;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A replica is pulled while four writers are at work at its source, whose transactions commit in another order than
 * they began in: in the end both have the same rows, column for column. So they have when the puller is killed again
 * and again, and when its filter changes. A feed that asks for later times than the last one, beside the same writers,
 * misses rows, which shows that this would be noticed.
 */
public abstract class ReplicationContract {
    private static final long SEED = Seeds.of(20_240_229);
    private static final int TRANSACTIONS = 400;
    private static final int ENOUGH_KILLS = 10;
    private static final int NAIVE_ROUNDS = 20;
    private static final int NAIVE_TRANSACTIONS = 60;

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** The database to run on. */
    protected abstract TestDatabase database();

    /** How many transactions the writers of a test make. */
    protected int transactions() {
        return TRANSACTIONS;
    }

    @BeforeEach
    final void createTables() {
        source(db.dataSource()).schema().createIfMissing();
        replica(db.dataSource()).schema().createIfMissing();
    }

    private static ChunkStore source(DataSource dataSource) {
        return FeedWriters.define("feed_source").open(dataSource);
    }

    private static ChunkStore replica(DataSource dataSource) {
        return FeedWriters.define("feed_replica").open(dataSource);
    }

    private interface Pull {
        void run() throws SQLException;
    }

    /** Pulls beside the writers until they have ended, and once more. Returns how many chunks they have changed. */
    private long beside(int transactions, Pull pull) throws SQLException {
        DataSource pool = db.database().newPool();
        try (FeedWriters writers = FeedWriters.start(pool, source(pool), random.nextLong(), transactions)) {
            boolean done;
            do {
                done = writers.areDone();
                pull.run();
            } while (!done);
            return writers.changes();
        }
    }

    /** Pulls what there is under a name, from the start where it has to. */
    private ChangePage pull(ChunkStore source, ChunkStore replica, KeyFilter filter, String name) {
        ChangeCursor cursor = replica.replica().cursor(name).orElse(ChangeCursor.start());
        while (true) {
            ChangePage page;
            try {
                page = source.feed().changes(cursor, filter, 1 + random.nextInt(100));
            } catch (ChangeFeedResetException e) {
                cursor = ChangeCursor.start();
                continue;
            }
            replica.replica().apply(page, name);
            cursor = page.next();
            if (page.isLast()) {
                return page;
            }
        }
    }

    /** Until no transaction of whomever is left that holds something back. */
    private void pullAll(ChunkStore replica) throws SQLException {
        ChunkStore source = source(db.dataSource());
        ChangePage last;
        do {
            last = pull(source, replica, KeyFilter.all(), "all");
        } while (last.remaining() != Remaining.NOTHING);
        assertThat(StoredRows.of(db.dataSource(), replica.definition().name()))
                .isNotEmpty()
                .isEqualTo(StoredRows.of(db.dataSource(), "feed_source"));
    }

    @Test
    final void nothingIsMissed() throws SQLException {
        ChunkStore source = source(db.dataSource());
        ChunkStore replica = replica(db.dataSource());
        long changes = beside(transactions(), () -> pull(source, replica, KeyFilter.all(), "all"));
        pullAll(replica);
        assertThat(changes).isGreaterThan(10L * transactions());
    }

    /**
     * Each time the connection of the puller is killed at some call, and a new puller goes on from what the replica has
     * recorded. Writers are started again until enough connections have been killed: how many are killed beside one
     * group of writers depends on the machine.
     */
    @Test
    final void nothingIsMissedByAPullerThatIsKilled() throws SQLException {
        FaultyDataSource faulty = db.database().faulty();
        int[] kills = new int[1];
        do {
            beside(transactions() / 2, () -> {
                ChunkStore source = source(faulty);
                ChunkStore replica = replica(faulty);
                if (random.nextBoolean()) {
                    faulty.killBeforeCall(1 + random.nextInt(60));
                } else {
                    faulty.killAfterCall(1 + random.nextInt(60));
                }
                try {
                    pull(source, replica, KeyFilter.all(), "all");
                } catch (StoreException e) {
                    assertThat(faulty.hasKilled()).as("%s", e).isTrue();
                    kills[0]++;
                }
                faulty.disarm();
            });
        } while (kills[0] < ENOUGH_KILLS);
        pullAll(replica(db.dataSource()));
    }

    /**
     * One replica goes on under a name for each filter, another one under the same name, which begins anew with each
     * other filter.
     */
    @Test
    final void nothingIsMissedByFiltersThatChange() throws SQLException {
        ChunkStore source = source(db.dataSource());
        ChunkStore replica = replica(db.dataSource());
        List<KeyFilter> filters = List.of(
                KeyFilter.all(),
                FeedWriters.METER.between("m1", "m2"),
                FeedWriters.METER.between("m15", "m35"),
                FeedWriters.METER.in("m450", "m490", "m498", "m499"));
        ChunkStore changing = FeedWriters.define("feed_changing").open(db.dataSource());
        changing.schema().createIfMissing();
        beside(transactions() / 2, () -> {
            int filter = random.nextInt(filters.size());
            if (random.nextBoolean()) {
                pull(source, changing, filters.get(filter), "all");
            } else {
                pull(source, replica, filters.get(filter), filter == 0 ? "all" : "filter " + filter);
            }
        });
        pullAll(replica);
        pullAll(changing);
    }

    /**
     * Tombstones are purged again and again, those that no replica has seen among them. One replica goes on under a
     * name for each filter, another one under the same name. In the end all have the same series as the source.
     */
    @Test
    final void nothingThatWasDeletedStaysBesidePurges() throws SQLException {
        ChunkStore source = source(db.dataSource());
        ChunkStore replica = replica(db.dataSource());
        ChunkStore changing = FeedWriters.define("feed_changing").open(db.dataSource());
        changing.schema().createIfMissing();
        List<KeyFilter> filters = List.of(KeyFilter.all(), FeedWriters.METER.between("m15", "m35"));
        long[] purged = new long[1];
        beside(transactions(), () -> {
            int filter = random.nextInt(filters.size());
            switch (random.nextInt(3)) {
                case 0 -> purged[0] += source.feed().purgeTombstones(Instant.parse("9999-01-01T00:00:00Z"));
                case 1 -> pull(source, changing, filters.get(filter), "all");
                default -> pull(source, replica, filters.get(filter), filter == 0 ? "all" : "filter");
            }
        });
        do {
            purged[0] += source.feed().purgeTombstones(Instant.parse("9999-01-01T00:00:00Z"));
        } while (purged[0] == 0);
        for (ChunkStore each : List.of(replica, changing)) {
            ChangePage last;
            do {
                last = pull(source, each, KeyFilter.all(), "all");
            } while (last.remaining() != Remaining.NOTHING);
            assertThat(series(each)).isNotEmpty().isEqualTo(series(source));
        }
    }

    private static Map<SeriesKey, Series> series(ChunkStore store) {
        Map<SeriesKey, Series> all = new HashMap<>();
        store.forEach(KeyFilter.all(), all::put);
        return all;
    }

    @Test
    final void aFeedByTimeIsFoundToMissRows() throws SQLException {
        assumeTrue(db.facts().timeStandsStillInTransactions(), "rows have the time of their statement");
        OffsetDateTime first = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
        assertThat(misses("updated_at", first, OffsetDateTime.class)).isTrue();
    }

    /**
     * Whether someone who asks for rows from the latest mark it has seen on ends with other rows than the source has,
     * in one of many rounds.
     */
    final <T extends Comparable<? super T>> boolean misses(String column, T first, Class<T> type) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        List<T> since = new ArrayList<>(List.of(first));
        String sql = "SELECT * FROM \"feed_source\" WHERE \"" + column + "\" >= ?";
        Pull pull = () -> {
            try (Connection connection = db.dataSource().getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, since.get(0));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        T mark = row.getObject(column, type);
                        since.set(0, mark.compareTo(since.get(0)) > 0 ? mark : since.get(0));
                        StoredRows.put(row, rows);
                    }
                }
            }
        };
        for (int round = 0; round < NAIVE_ROUNDS; round++) {
            beside(NAIVE_TRANSACTIONS, pull);
            pull.run();
            if (!rows.equals(StoredRows.of(db.dataSource(), "feed_source"))) {
                return true;
            }
        }
        return false;
    }
}

package io.holcstore.testkit.chaos;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.chaos.ReplicaVerbs.Pair;
import io.holcstore.testkit.chaos.Verbs.Keys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * What a replica does with a page that brings new chunks, other values and tombstones, over a state to begin with: some
 * series of an earlier page.
 */
enum ReplicaVerbs implements Killer.Fragile<Pair> {
    APPLY {
        @Override
        void apply(ChunkStore replica, ChangePage page, String name) {
            replica.replica().apply(page);
        }
    },
    /** And where to go on is recorded with it. */
    APPLY_UNDER_NAME {
        @Override
        void apply(ChunkStore replica, ChangePage page, String name) {
            replica.replica().apply(page, name);
        }
    },
    /** As the last page of another epoch, which takes what it does not mention away. */
    APPLY_ANEW {
        @Override
        void apply(ChunkStore replica, ChangePage page, String name) {
            ChangeCursor next = ChangeCursor.of(
                    1, page.filter(), page.next().transaction(), page.next().sequence());
            replica.replica()
                    .apply(
                            new ChangePage(
                                    page.shape(),
                                    page.filter(),
                                    ChangeCursor.start(),
                                    page.changes(),
                                    next,
                                    Remaining.NOTHING),
                            name);
        }
    },
    /** The source purges its tombstones, of which the replica has seen none. */
    PURGE {
        @Override
        void apply(ChunkStore replica, ChangePage page, String name) {
            throw new UnsupportedOperationException("the replica has no part in it");
        }

        @Override
        public void run(Pair stores, Keys keys) {
            stores.source.feed().purgeTombstones(Instant.parse("9999-01-01T00:00:00Z"));
        }

        /** Which tombstones there are, and whether they can still be read by the replica. */
        @Override
        public Object stateOf(Pair stores, Keys keys) {
            ChangePage all = stores.source.feed().changes(ChangeCursor.start(), keys.all(), 100);
            boolean readable = true;
            try {
                stores.source.feed().changes(page(keys).from(), keys.all(), 100);
            } catch (ChangeFeedResetException e) {
                readable = false;
            }
            return List.of(all.changes().stream().filter(Change::deleted).count(), readable);
        }

        @Override
        public String table() {
            return "fragile_source";
        }
    };

    static final String TABLE = "fragile_replica";
    private static final StoreDefinition SOURCE =
            Verbs.chunks("fragile_source").replicated().build();
    private static final StoreDefinition REPLICA =
            Verbs.chunks(TABLE).replicated().build();

    @SuppressWarnings("ImmutableEnumChecker") // a note of each try
    private final Map<Keys, ChangePage> pages = new ConcurrentHashMap<>();

    /** A source and its replica, in one database. */
    record Pair(ChunkStore source, ChunkStore replica) {
        static Pair open(DataSource dataSource) {
            return new Pair(SOURCE.open(dataSource), REPLICA.open(dataSource));
        }
    }

    static void createTables(DataSource dataSource) {
        Pair pair = Pair.open(dataSource);
        pair.source.schema().createIfMissing();
        pair.replica.schema().createIfMissing();
    }

    abstract void apply(ChunkStore replica, ChangePage page, String name);

    @Override
    public void prepare(Pair stores, Keys keys) {
        ChunkStore source = stores.source;
        source.insertAll(Map.of(
                keys.of("a"), Verbs.months(1, 2, 3),
                keys.of("b"), Verbs.months(1, 2),
                keys.of("d"), Verbs.months(5)));
        ChangePage first = source.feed().changes(ChangeCursor.start(), keys.all(), 100);
        stores.replica.replica().apply(first, name(keys));
        source.merge(keys.of("a"), Verbs.months(20, 4));
        source.delete(Verbs.METER.is("b").and(keys.all()));
        source.insert(keys.of("c"), Verbs.months(2, 3, 4));
        pages.put(keys, source.feed().changes(first.next(), keys.all(), 100));
    }

    private static String name(Keys keys) {
        return "try " + keys.number();
    }

    ChangePage page(Keys keys) {
        return Objects.requireNonNull(pages.get(keys), "prepared before");
    }

    @Override
    public void run(Pair stores, Keys keys) {
        apply(stores.replica, page(keys), name(keys));
    }

    /** The series, and whether the recorded cursor is still that of the first page. */
    @Override
    public Object stateOf(Pair stores, Keys keys) {
        Map<String, Series> series = new HashMap<>();
        stores.replica.forEach(keys.all(), (key, each) -> series.put(key.get(Verbs.METER), each));
        boolean still = stores.replica
                .replica()
                .cursor(name(keys))
                .equals(Optional.of(page(keys).from()));
        return List.of(series, still);
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public boolean ofOneKey() {
        return false;
    }
}

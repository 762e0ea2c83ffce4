package io.holcstore.testkit.chaos;

import io.holcstore.Store;
import io.holcstore.error.HistoryDroppedException;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.SeriesHistory.Superseded;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreDefinition;
import io.holcstore.testkit.chaos.Verbs.Keys;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Each verb on versions, with a state to begin with: two versions of meter a, one series of b and c, some history of b.
 */
enum VersionVerbs implements Killer.Fragile<VersionedStore> {
    APPEND(true, (store, key) -> store.append(key.of("a"), series(9))),
    APPEND_NEW(true, (store, key) -> store.append(key.of("new"), series(9))) {
        @Override
        public boolean isFirstOfStore() {
            return true;
        }

        @Override
        public boolean ofOneKey() {
            return false; // the key of meter a
        }
    },
    APPEND_AS_OF(false, (store, key) -> store.append(key.of("new"), series(9), Instant.parse("2020-01-01T00:00:00Z"))),
    RESTORE(false, (store, key) -> store.restore(history(key.of("new")))),
    PUT(false, (store, key) -> store.put(key.of("b"), series(9))),
    APPEND_ALL(
            false,
            (store, key) -> store.appendAll(
                    Map.of(key.of("a"), series(9), key.of("b"), series(10), key.of("new"), series(11)))),
    PUT_ALL(
            false,
            (store, key) ->
                    store.putAll(Map.of(key.of("b"), series(9), key.of("c"), series(10), key.of("new"), series(11)))),
    DELETE(false, (store, key) -> store.delete(List.of(key.of("a"), key.of("b")))),
    DELETE_VERSION(false, (store, key) -> store.deleteVersion(List.of(key.of("a"), key.of("b")), 0)),
    DELETE_ALL(false, (store, key) -> store.deleteAll(key.all())),
    PURGE(
            false,
            (store, key) ->
                    store.purgeHistory(store.versions(key.of("b")).get(0).modifiedAt()));

    static final String TABLE = "fragile_versions";
    static final VersionedStoreDefinition STORE = Store.defineVersioned()
            .axis(Verbs.TRY)
            .axis(Verbs.METER)
            .table(TABLE)
            .build();
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> METERS = List.of("a", "b", "c", "new");

    private final boolean ofOneKey;

    @SuppressWarnings("ImmutableEnumChecker") // a note of each try
    private final Map<Keys, Instant> firstPut = new ConcurrentHashMap<>();

    @SuppressWarnings("ImmutableEnumChecker") // captures nothing
    private final BiConsumer<VersionedStore, Keys> act;

    VersionVerbs(boolean ofOneKey, BiConsumer<VersionedStore, Keys> act) {
        this.ofOneKey = ofOneKey;
        this.act = act;
    }

    private static Series series(double value) {
        return Series.irregular(new long[] {0, 1000}, new double[] {value, value + 0.5});
    }

    /** Two versions, one of which has been put twice. */
    private static SeriesHistory history(SeriesKey key) {
        Instant later = LONG_AGO.plusSeconds(1);
        return new SeriesHistory(
                key,
                List.of(new Version(0, LONG_AGO, later, series(9)), new Version(1, later, later, series(10))),
                List.of(new Superseded(new Version(0, LONG_AGO, LONG_AGO, series(11)), later)),
                3,
                Optional.of(LONG_AGO));
    }

    @Override
    public void prepare(VersionedStore store, Keys keys) {
        store.append(keys.of("a"), series(1));
        store.append(keys.of("a"), series(2));
        store.putAll(Map.of(keys.of("b"), series(3), keys.of("c"), series(4)));
        firstPut.put(keys, store.versions(keys.of("b")).get(0).createdAt());
        store.put(keys.of("b"), series(5));
    }

    @Override
    public void run(VersionedStore store, Keys keys) {
        act.accept(store, keys);
    }

    /** The versions of each meter now, and what was there before b was put for the second time. */
    @Override
    public Object stateOf(VersionedStore store, Keys keys) {
        Map<String, Object> state = new LinkedHashMap<>();
        for (String meter : METERS) {
            state.put(meter, numbered(store.versions(keys.of(meter))));
        }
        state.put("restored", numbered(store.versionsAsOf(keys.of("new"), LONG_AGO)));
        state.put("history", asOf(store, keys, firstPut.getOrDefault(keys, Instant.EPOCH)));
        return state;
    }

    private static Map<String, Object> asOf(VersionedStore store, Keys keys, Instant instant) {
        Map<String, Object> state = new HashMap<>();
        for (String meter : List.of("a", "b")) {
            try {
                state.put(meter, numbered(store.versionsAsOf(keys.of(meter), instant)));
            } catch (HistoryDroppedException e) {
                state.put(meter, "dropped");
            }
        }
        return state;
    }

    private static Map<Integer, Series> numbered(List<Version> versions) {
        Map<Integer, Series> numbered = new HashMap<>();
        versions.forEach(version -> numbered.put(version.number(), version.series()));
        return numbered;
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public boolean ofOneKey() {
        return ofOneKey;
    }

    @Override
    public boolean isRepeatable() {
        return this != APPEND && this != APPEND_NEW && this != APPEND_AS_OF && this != APPEND_ALL;
    }
}

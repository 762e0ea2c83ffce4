package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.AmbiguousFilterException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChangeFeed;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Combine;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Replica;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreEvent.Outcome;
import io.holcstore.store.StoreListener;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.WriteResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A listener hears of every verb: which, of which store, how much, how often, and how it ended. */
interface ListenerContract extends OnDatabase {
    /** Listens, and forgets what it heard before. */
    final class Heard implements StoreListener {
        private final List<StoreEvent> events = new ArrayList<>();

        @Override
        public void after(StoreEvent event) {
            events.add(event);
        }

        /** The one event since the last question. */
        StoreEvent one() {
            assertThat(events).hasSize(1);
            return events.remove(0);
        }

        /** The verbs since the last question. */
        List<String> verbs() {
            List<String> verbs = events.stream().map(StoreEvent::verb).toList();
            events.clear();
            return verbs;
        }
    }

    private ChunkStore listened(Heard heard) {
        ChunkStore store =
                loads().replicated().open(dataSource(), StoreOptions.defaults().listener(heard));
        store.schema().createIfMissing();
        assertThat(heard.verbs()).containsExactly("createIfMissing");
        return store;
    }

    private static Series month() {
        return hours("2024-01-01T00:00", ramp(744, 1));
    }

    @Test
    default void writesAndReadsAreHeardWithWhatTheyDid() {
        Heard heard = new Heard();
        ChunkStore store = listened(heard);
        WriteResult written = store.mergeAll(Map.of(BASE, month(), PEAK, month()));
        StoreEvent merge = heard.one();
        assertThat(merge.verb()).isEqualTo("merge");
        assertThat(merge.store()).isEqualTo(store.name());
        assertThat(merge.series()).isEqualTo(2);
        assertThat(merge.points()).isEqualTo(2 * 744);
        assertThat(merge.bytes()).isEqualTo(written.bytes()).isPositive();
        assertThat(merge.nanos()).isPositive();
        assertThat(merge.attempts()).isEqualTo(1);
        assertThat(merge.outcome()).isEqualTo(Outcome.DONE);

        store.read(BASE);
        StoreEvent read = heard.one();
        assertThat(read.verb()).isEqualTo("read");
        assertThat(read.series()).isEqualTo(1);
        assertThat(read.points()).isEqualTo(744);
        assertThat(read.bytes()).isEqualTo(written.bytes() / 2);

        store.read(key("none"));
        assertThat(heard.one().series()).isZero();
    }

    private static SeriesKey key(String kind) {
        return SeriesKey.of(Samples.VERSION.is(1), Samples.KIND.is(kind));
    }

    @Test
    default void streamsAreHeardWhenTheyAreClosed() {
        Heard heard = new Heard();
        ChunkStore store = listened(heard);
        store.insertAll(Map.of(BASE, month(), PEAK, month()));
        assertThat(heard.verbs()).containsExactly("insert");
        try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
            assertThat(cursor.next()).isTrue();
            assertThat(heard.verbs()).isEmpty();
            assertThat(cursor.next()).isTrue();
        }
        StoreEvent stream = heard.one();
        assertThat(stream.verb()).isEqualTo("cursor");
        assertThat(stream.series()).isEqualTo(2);
        assertThat(stream.points()).isEqualTo(2 * 744);
        assertThat(stream.bytes()).isPositive();
        assertThat(stream.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    default void bulkWritersAreHeardOnce() {
        Heard heard = new Heard();
        ChunkStore store = listened(heard);
        try (BulkWriter bulk = store.bulkWriter()) {
            bulk.add(BASE, month());
            bulk.add(BASE, month()); // writes what waits
            bulk.add(PEAK, month());
        }
        StoreEvent done = heard.one();
        assertThat(done.verb()).isEqualTo("bulkWriter");
        assertThat(done.series()).isEqualTo(3);
        assertThat(done.points()).isEqualTo(3 * 744);
        assertThat(done.outcome()).isEqualTo(Outcome.DONE);

        try (BulkWriter bulk = store.bulkWriter()) {
            bulk.add(BASE, month());
            bulk.add(BASE, month());
            bulk.rollback();
        }
        assertThat(heard.one().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    default void verbsThatFailAreHeard() {
        Heard heard = new Heard();
        ChunkStore store = listened(heard);
        store.insert(BASE, month());
        assertThat(heard.verbs()).containsExactly("insert");
        assertThatThrownBy(() -> store.insert(BASE, month())).isInstanceOf(SeriesExistsException.class);
        assertThat(heard.one().outcome()).isEqualTo(Outcome.FAILED);
    }

    /** What a verb is called in events, where that is not the name of its method. */
    Map<String, String> NAMES = Map.of(
            "insertAll", "insert",
            "mergeAll", "merge",
            "replaceAll", "replace",
            "appendAll", "append",
            "putAll", "put",
            "deleteAll", "delete",
            "readVersion", "versions",
            "versionsAsOf", "readAsOf",
            "aggregateVersion", "aggregate",
            "split", "keys");

    /** As {@link #NAMES}, of stores that are read series by series. */
    Map<String, String> SERIES_NAMES = Map.of(
            "readDense", "read",
            "readInto", "read",
            "gaps", "read",
            "forEach", "cursor",
            "findOne", "cursor",
            "bulk", "bulkWriter");

    @Test
    default void everyVerbOfChunksIsHeardOnce() throws ReflectiveOperationException {
        Heard heard = new Heard();
        ChunkStore store = listened(heard);
        ChunkStore source = create(loads("heard_source").replicated());
        source.merge(BASE, month());
        VerbCalls calls = new VerbCalls(
                BASE,
                month(),
                Map.of(ChangePage.class, source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10)));
        for (Method verb : VerbCalls.of(ChunkStore.class)) {
            store.delete(KeyFilter.all());
            if (!verb.getName().startsWith("insert")) {
                store.insert(BASE, month());
            }
            requireHeardOnce(heard, calls, store, verb, SERIES_NAMES);
        }
        for (Method verb : VerbCalls.of(ChangeFeed.class)) {
            requireHeardOnce(heard, calls, store.feed(), verb, Map.of());
        }
        for (Method verb : VerbCalls.of(Replica.class)) {
            requireHeardOnce(heard, calls, store.replica(), verb, Map.of());
        }
        for (Method verb : VerbCalls.of(StoreSchema.class)) {
            requireHeardOnce(heard, calls, store.schema(), verb, Map.of());
        }
    }

    @Test
    default void everyVerbOfKeyedSeriesIsHeardOnce() throws ReflectiveOperationException {
        Heard heard = new Heard();
        KeyedStore store = Store.defineKeyed()
                .axis("kind", AxisType.TEXT)
                .table("heard_keyed")
                .open(dataSource(), StoreOptions.defaults().listener(heard));
        VerbCalls calls = new VerbCalls(store.key("a"), month(), Map.of());
        store.schema().createIfMissing();
        for (Method verb : VerbCalls.of(StoreSchema.class)) {
            if (!verb.getName().startsWith("re")) { // there are no chunks to lay and no heads to write
                requireHeardOnce(heard, calls, store.schema(), verb, Map.of());
            }
        }
        for (Method verb : VerbCalls.of(KeyedStore.class)) {
            store.delete(KeyFilter.all());
            if (!verb.getName().startsWith("insert")) {
                store.insert(store.key("a"), month());
            }
            requireHeardOnce(heard, calls, store, verb, SERIES_NAMES);
        }
    }

    @Test
    default void everyVerbOfVersionsIsHeardOnce() throws ReflectiveOperationException {
        Heard heard = new Heard();
        VersionedStore store = Store.defineVersioned()
                .axis("kind", AxisType.TEXT)
                .table("heard_versions")
                .open(dataSource(), StoreOptions.defaults().listener(heard));
        VerbCalls calls = new VerbCalls(store.key("a"), month(), Map.of());
        Instant then = Instant.parse("2020-01-01T00:00:00Z");
        VerbCalls migration = new VerbCalls(
                store.key("migrated"),
                month(),
                Map.of(
                        SeriesHistory.class,
                        SeriesHistory.of(store.key("restored"), List.of(new Version(0, then, then, month())))));
        store.schema().createIfMissing();
        for (Method verb : VerbCalls.of(StoreSchema.class)) {
            if (!verb.getName().startsWith("re")) { // there are no chunks to lay and no heads to write
                requireHeardOnce(heard, calls, store.schema(), verb, Map.of());
            }
        }
        for (Method verb : VerbCalls.of(VersionedStore.class)) {
            store.deleteAll(KeyFilter.all());
            if (!verb.getName().startsWith("put")) {
                store.append(store.key("a"), month());
            }
            boolean migrates = verb.getName().equals("restore")
                    || (verb.getName().equals("append") && verb.getParameterCount() == 3);
            requireHeardOnce(heard, migrates ? migration : calls, store, verb, versionName(verb));
        }
    }

    /** What is read one key after another is a cursor, what is combined in the caller's way a {@code forEach}. */
    private static Map<String, String> versionName(Method verb) {
        List<Class<?>> parameters = List.of(verb.getParameterTypes());
        if (verb.getName().equals("aggregate")) {
            return Map.of();
        }
        if (parameters.contains(KeyFilter.class) && parameters.contains(Combine.class)) {
            return Map.of(verb.getName(), "forEach");
        }
        return verb.getName().equals("forEach") ? Map.of("forEach", "cursor") : Map.of();
    }

    private static void requireHeardOnce(
            Heard heard, VerbCalls calls, Object target, Method verb, Map<String, String> names)
            throws ReflectiveOperationException {
        heard.verbs();
        calls.call(target, verb);
        String name = names.getOrDefault(verb.getName(), NAMES.getOrDefault(verb.getName(), verb.getName()));
        assertThat(heard.events).as("%s", verb).hasSize(1);
        StoreEvent event = heard.one();
        assertThat(event.verb()).as("%s", verb).isEqualTo(name);
        assertThat(event.outcome()).as("%s", verb).isEqualTo(Outcome.DONE);
    }

    @Test
    default void streamsThatFailAreHeardAsFailed() {
        Heard heard = new Heard();
        ChunkStore store = loads("heard_nowhere")
                .replicated()
                .open(dataSource(), StoreOptions.defaults().listener(heard));
        assertThatThrownBy(() -> store.cursor(KeyFilter.all())).isInstanceOf(StoreException.class);
        assertThat(heard.one().outcome()).isEqualTo(Outcome.FAILED);
        assertThatThrownBy(() -> store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10))
                .isInstanceOf(StoreException.class);
        assertThat(heard.one().outcome()).isEqualTo(Outcome.FAILED);
    }

    /** A transaction that the database ended is run again, and the event says how often. */
    @Test
    default void attemptsAreHeard() {
        Heard heard = new Heard();
        listened(heard);
        AtomicBoolean refused = new AtomicBoolean();
        DataSource once = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    Object result = call(dataSource(), method, args);
                    return result instanceof Connection connection ? refusing(connection, refused) : result;
                });
        ChunkStore store =
                loads().replicated().open(once, StoreOptions.defaults().listener(heard));
        store.merge(BASE, month());
        StoreEvent event = heard.one();
        assertThat(event.attempts()).isEqualTo(2);
        assertThat(event.points()).isEqualTo(744);
        assertThat(event.outcome()).isEqualTo(Outcome.DONE);
    }

    private static Connection refusing(Connection connection, AtomicBoolean refused) {
        return (Connection) Proxy.newProxyInstance(
                ListenerContract.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("commit") && refused.compareAndSet(false, true)) {
                        connection.rollback();
                        throw new SQLException("could not serialize access", "40001");
                    }
                    return call(connection, method, args);
                });
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    default void aListenerThatFailsChangesNothing() {
        createLoads();
        ChunkStore store = loads().open(dataSource(), StoreOptions.defaults().listener(event -> {
            throw new IllegalStateException("a listener with a fault");
        }));
        store.merge(BASE, month());
        assertThat(store.read(BASE)).isPresent();
    }

    @Test
    default void anErrorOfAListenerChangesNothingAndTheOthersHear() {
        createLoads();
        Heard heard = new Heard();
        ChunkStore store = loads().open(
                        dataSource(),
                        StoreOptions.defaults()
                                .listener(StoreListener.all(
                                        event -> {
                                            throw new NoClassDefFoundError("a library that is not there");
                                        },
                                        heard)));
        store.merge(BASE, month());
        assertThat(heard.one().verb()).isEqualTo("merge");
        ChunkStore alone = loads().open(dataSource(), StoreOptions.defaults().listener(event -> {
            throw new AssertionError("a listener with a fault");
        }));
        assertThat(alone.read(BASE)).isPresent();
    }

    @Test
    default void readsOfVersionsAreHeardWithWhatTheyRead() {
        Heard heard = new Heard();
        VersionedStore store = Store.defineVersioned()
                .axis(Samples.VERSION)
                .axis(Samples.KIND)
                .table("heard_reads")
                .open(dataSource(), StoreOptions.defaults().listener(heard));
        store.schema().createIfMissing();
        store.append(BASE, month());
        store.append(BASE, month());
        Instant written = store.versions(BASE).get(0).modifiedAt();
        assertThat(heard.verbs()).containsExactly("createIfMissing", "append", "append", "versions");
        List<Runnable> reads = List.of(
                () -> store.read(BASE),
                () -> store.versions(BASE),
                () -> store.readAsOf(BASE, written),
                () -> store.readAll(List.of(BASE)),
                () -> store.forEach(KeyFilter.all(), (key, series) -> {}));
        for (Runnable read : reads) {
            read.run();
            StoreEvent event = heard.one();
            assertThat(event.series()).as("%s", event).isEqualTo(1);
            assertThat(event.points()).as("%s", event).isPositive();
            assertThat(event.bytes()).as("%s", event).isPositive();
        }
    }

    @Test
    default void aConsumerThatThrowsFailsItsVerb() {
        Heard heard = new Heard();
        ChunkStore store = listened(heard);
        store.insertAll(Map.of(BASE, month(), PEAK, month()));
        assertThat(heard.verbs()).containsExactly("insert");
        assertThatThrownBy(() -> store.forEach(KeyFilter.all(), (key, series) -> {
                    throw new IllegalStateException("a consumer with a fault");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(heard.one().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    default void aFilterThatNamesSeveralFailsItsVerb() {
        Heard heard = new Heard();
        KeyedStore store = Store.defineKeyed()
                .axis(Samples.VERSION)
                .axis(Samples.KIND)
                .table("heard_several")
                .open(dataSource(), StoreOptions.defaults().listener(heard));
        store.schema().createIfMissing();
        store.insertAll(Map.of(BASE, month(), PEAK, month()));
        assertThat(heard.verbs()).containsExactly("createIfMissing", "insert");
        assertThatThrownBy(() -> store.findOne(KeyFilter.all())).isInstanceOf(AmbiguousFilterException.class);
        assertThat(heard.one().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    default void theTransactionOfTheCallerIsHeard() throws SQLException {
        Heard heard = new Heard();
        ChunkStore store = listened(heard);
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).merge(BASE, month());
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(heard.one().verb()).isEqualTo("merge");
    }
}

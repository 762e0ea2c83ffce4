package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreEvent.Outcome;
import io.holcstore.store.StoreListener;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
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
        assertThat(heard.verbs()).contains("createIfMissing");
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

    /** The other verbs by their names. */
    @Test
    default void everyVerbIsHeard() {
        Heard heard = new Heard();
        ChunkStore store = listened(heard);
        store.insert(BASE, month());
        store.replace(BASE, month());
        store.keys(KeyFilter.all());
        store.count(KeyFilter.all());
        store.firstTimestamp(KeyFilter.all());
        store.lastTimestamp(KeyFilter.all());
        store.aggregate(BASE, TimeRange.all()).by("1d");
        store.aggregate(KeyFilter.all(), TimeRange.all()).by("1month").forEach((key, found) -> {});
        store.erase(BASE, TimeRange.until(Instant.parse("2024-01-02T00:00:00Z")));
        store.delete(KeyFilter.all());
        assertThat(heard.verbs())
                .containsExactly(
                        "insert",
                        "replace",
                        "keys",
                        "count",
                        "firstTimestamp",
                        "lastTimestamp",
                        "aggregate",
                        "aggregate",
                        "erase",
                        "delete");
        store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10);
        assertThat(heard.verbs()).contains("changes");

        StoreOptions options = StoreOptions.defaults().listener(heard);
        KeyedStore keyed = Store.defineKeyed()
                .axis("kind", AxisType.TEXT)
                .table("heard_keyed")
                .open(dataSource(), options);
        keyed.schema().createIfMissing();
        heard.verbs();
        keyed.merge(keyed.key("a"), month());
        keyed.read(keyed.key("a"));
        keyed.forEach(KeyFilter.all(), (key, series) -> {});
        keyed.delete(KeyFilter.all());
        assertThat(heard.verbs()).containsExactly("merge", "read", "cursor", "delete");

        VersionedStore versioned = Store.defineVersioned()
                .axis("kind", AxisType.TEXT)
                .table("heard_versions")
                .open(dataSource(), options);
        versioned.schema().createIfMissing();
        heard.verbs();
        versioned.append(versioned.key("a"), month());
        assertThat(heard.events.get(0).points()).isEqualTo(744);
        versioned.read(versioned.key("a"));
        versioned.versions(versioned.key("a"));
        versioned.readAll(List.of(versioned.key("a")));
        versioned.delete(List.of(versioned.key("a")));
        assertThat(heard.verbs()).containsExactly("append", "read", "versions", "readAll", "delete");
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

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.OnReplicas.all;
import static io.holcstore.testkit.contract.OnReplicas.pull;
import static io.holcstore.testkit.contract.OnReplicas.twoMonths;
import static io.holcstore.testkit.contract.OnReplicas.withoutBytes;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.WriteResult;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A store that follows another one. */
interface ReplicaContract extends OnReplicas {
    @Test
    default void aReplicaHasEveryRowOfItsSource() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        source.insert(PEAK, twoMonths());
        assertThat(withoutBytes(replica.replica().apply(all(source)))).isEqualTo(new WriteResult(4, 0, 0, 0, 8, 0));
        assertEqual("load_curve", "replica");
        source.merge(BASE, hours("2024-02-01T05:00", 9));
        source.erase(PEAK, month(2024, 1));
        source.insert(key(2, "base"), twoMonths());
        source.delete(VERSION.is(2));
        source.insert(key(2, "base"), hours("2024-02-01T00:00", 7));
        assertThat(withoutBytes(replica.replica().apply(all(source)))).isEqualTo(new WriteResult(1, 1, 3, 1, 4, 0));
        assertEqual("load_curve", "replica");
        assertThat(replica.read(BASE)).isEqualTo(source.read(BASE));
        assertThat(replica.keys(KeyFilter.all())).isEqualTo(source.keys(KeyFilter.all()));
    }

    @Test
    default void keysOfAllTypesTravel() {
        Axis<Integer> number = Axis.of("number", AxisType.INT);
        for (AxisSamples<?> samples : AxisSamples.all()) {
            if (!facts().holdsKeysOf(samples.type())) {
                continue;
            }
            keysTravel(samples.heldBy(facts()), number);
        }
    }

    private <T> void keysTravel(AxisSamples<T> samples, Axis<Integer> number) {
        Axis<T> axis = Axis.of("sample", samples.type());
        String type = samples.type().toString().replaceAll("\\W", "_");
        List<ChunkStore> stores = new ArrayList<>();
        for (String table : List.of("source_" + type, "replica_" + type)) {
            stores.add(create(define().axis(axis)
                    .axis(number)
                    .chunkBy(ChunkBy.YEAR)
                    .freq("1d")
                    .tz("Europe/Paris")
                    .table(table)
                    .replicated()));
        }
        for (T value : samples.values()) {
            stores.get(0).insert(SeriesKey.of(axis.is(value), number.is(1)), Samples.dailies("2024-02-28", 1, 2));
        }
        pull(stores.get(0), stores.get(1), KeyFilter.all(), "types");
        assertEqual("source_" + type, "replica_" + type);
        assertThat(stores.get(1).count(KeyFilter.all()))
                .isEqualTo(samples.values().size());
    }

    @Test
    default void aStoreWithoutAxesTravels() {
        ChunkStore source = create(one("one"));
        ChunkStore replica = create(one("one_replica"));
        source.insert(source.key(), twoMonths());
        pull(source, replica, KeyFilter.all(), "one");
        assertEqual("one", "one_replica");
    }

    private StoreBuilder one(String table) {
        return define().chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table(table)
                .replicated();
    }

    @Test
    default void pagesMayComeAgainAndInAnyOrder() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        List<ChangePage> pages = new ArrayList<>();
        source.insert(BASE, twoMonths());
        pages.add(all(source));
        source.merge(BASE, hours("2024-02-01T05:00", 9));
        pages.add(all(source));
        source.delete(KeyFilter.all());
        pages.add(all(source));
        source.insert(BASE, hours("2024-01-31T22:00", 5, 5, 5, 5));
        pages.add(all(source));
        source.erase(BASE, month(2024, 1));
        ChangePage latest = all(source);
        replica.replica().apply(latest);
        assertEqual("load_curve", "replica");
        List<String> marks = query("SELECT MAX(\"change_seq\") FROM \"replica\"");
        pages.add(latest);
        for (ChangePage page : pages) {
            assertThat(withoutBytes(replica.replica().apply(page))).isEqualTo(new WriteResult(0, 0, 2, 0, 0, 0));
        }
        assertEqual("load_curve", "replica");
        assertThat(query("SELECT MAX(\"change_seq\") FROM \"replica\""))
                .as("nothing was written again")
                .isEqualTo(marks);
    }

    /** A tombstone is kept where there was no chunk: a state from before must not bring it to life. */
    @Test
    default void tombstonesOfChunksThatWereNeverThereComeOnce() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        ChangePage before = all(source);
        source.delete(KeyFilter.all());
        assertThat(withoutBytes(pull(source, replica, KeyFilter.all(), "loads")))
                .isEqualTo(new WriteResult(0, 0, 2, 0, 0, 0));
        assertEqual("load_curve", "replica");
        assertThat(source.feed()
                        .changes(replica.replica().cursor("loads").orElseThrow(), KeyFilter.all(), 10)
                        .changes())
                .as("sent again")
                .isEmpty();
        replica.replica().apply(before);
        assertThat(replica.read(BASE)).isEmpty();
        assertEqual("load_curve", "replica");
    }

    @Test
    default void aReplicaIsASource() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        ChunkStore last = createOther();
        source.insert(BASE, twoMonths());
        source.insert(PEAK, twoMonths());
        pull(source, replica, KeyFilter.all(), "up");
        pull(replica, last, KeyFilter.all(), "up");
        assertEqual("load_curve", "other");
        source.delete(KIND.is("peak"));
        source.merge(BASE, hours("2024-03-01T00:00", 1));
        pull(source, replica, KeyFilter.all(), "up");
        assertThat(withoutBytes(pull(replica, last, KeyFilter.all(), "up")))
                .isEqualTo(new WriteResult(1, 0, 0, 2, 1, 0));
        assertEqual("load_curve", "other");
    }

    /** What is written at the replica itself stays until the source changes the same chunk. */
    @Test
    default void theSourceWinsWhereItWritesAnew() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        ChangePage page = all(source);
        replica.replica().apply(page);
        replica.merge(BASE, hours("2024-01-31T22:00", 100, 100, 100, 100));
        replica.insert(PEAK, twoMonths());
        replica.replica().apply(page);
        assertThat(replica.read(BASE).orElseThrow()).hasValues(100, 100, 100, 100);
        source.merge(BASE, hours("2024-02-01T01:00", 5));
        source.insert(PEAK, hours("2024-02-01T01:00", 5));
        replica.replica().apply(all(source));
        assertThat(replica.read(BASE).orElseThrow()).hasValues(100, 100, 3, 5);
        assertThat(replica.read(PEAK).orElseThrow()).hasSize(4).hasValueCount(3);
    }

    @Test
    default void anotherEncodingIsCodedAnew() {
        ChunkStore source = createSource();
        source.insert(BASE, hours("2024-01-31T22:00", 1, Samples.NONE, 3, 4));
        for (Encoding other : Encoding.values()) {
            String table = "in_" + other.name().toLowerCase(Locale.ROOT);
            ChunkStore replica = create(Store.define()
                    .axis(VERSION)
                    .axis(KIND)
                    .chunkBy(ChunkBy.YEAR_MONTH)
                    .freq("1h")
                    .tz("Europe/Paris")
                    .encoding(other)
                    .table(table)
                    .replicated());
            replica.replica().apply(all(source));
            assertThat(replica.read(BASE)).isEqualTo(source.read(BASE));
            ChunkStore direct = create(Store.define()
                    .axis(VERSION)
                    .axis(KIND)
                    .chunkBy(ChunkBy.YEAR_MONTH)
                    .freq("1h")
                    .tz("Europe/Paris")
                    .encoding(other)
                    .table(table + "_direct")
                    .replicated());
            direct.insert(BASE, hours("2024-01-31T22:00", 1, Samples.NONE, 3, 4));
            String content =
                    "SELECT \"dtype\" || ' ' || \"value_count\" || ' ' || \"first_ts\" || ' ' || \"last_ts\" || ' ' || "
                            + facts().hex("\"data\"") + " FROM \"" + table;
            assertThat(query(content + "\" ORDER BY \"chunk_index\""))
                    .isEqualTo(query(content + "_direct\" ORDER BY \"chunk_index\""));
        }
    }

    @Test
    default void appliesWithinATransactionOfTheCaller() throws SQLException {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            replica.on(connection).replica().apply(all(source));
            assertThat(replica.on(connection).read(BASE)).isPresent();
            assertThat(replica.read(BASE)).isEmpty();
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertEqual("load_curve", "replica");
    }

    @Test
    default void storesThatDoNotAgreeAreRefused() {
        ChunkStore source = createSource();
        source.insert(BASE, twoMonths());
        ChunkStore plain = create(loads("plain"));
        assertThatThrownBy(() -> plain.replica().apply(all(source)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("plain is not replicated");
        assertThatThrownBy(() -> plain.replica().cursor("x")).isInstanceOf(DefinitionException.class);
        ChunkStore other = create(define().axis(VERSION)
                .chunkBy(ChunkBy.YEAR)
                .freq("15min")
                .tz("UTC")
                .table("other")
                .replicated());
        assertThatThrownBy(() -> other.replica().apply(all(source)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("other cannot be a replica")
                .hasMessageContaining(
                        "axes: the source has version integer, kind varchar(20), the replica version integer")
                .hasMessageContaining("chunkBy: the source has YEAR_MONTH, the replica YEAR")
                .hasMessageContaining("freq: the source has 1h, the replica 15min")
                .hasMessageContaining("tz: the source has Europe/Paris, the replica UTC");
    }

    /** Many series and chunks: more than one statement names. */
    @Test
    default void largePages() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        Map<SeriesKey, Series> many = new HashMap<>();
        for (int version = 0; version < 300; version++) {
            many.put(key(version, "base"), hours("2024-01-31T23:00", version, 1));
        }
        source.insertAll(many);
        replica.replica().apply(all(source));
        source.mergeAll(Map.of(key(5, "base"), hours("2024-05-01T00:00", 5)));
        source.delete(VERSION.between(100, 299));
        assertThat(replica.replica().apply(all(source)).chunksChanged()).isEqualTo(401);
        assertEqual("load_curve", "replica");
        assertThat(replica.erase(key(5, "base"), TimeRange.all()).chunksDeleted())
                .isEqualTo(3);
    }

    /** Each page would be a change of its own, without end. */
    @Test
    default void aStoreDoesNotFollowItself() {
        ChunkStore store = createSource();
        store.insert(BASE, twoMonths());
        ChangePage page = all(store);
        for (ThrowingCallable verb : List.<ThrowingCallable>of(
                () -> store.replica().apply(page), () -> store.replica().apply(page, "itself"))) {
            assertThatThrownBy(verb)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("its own changes")
                    .hasMessageContaining("beginEpoch()");
        }
        assertThat(all(store).next()).isEqualTo(page.next());
    }
}

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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.DefinitionException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.WriteResult;
import io.holcstore.testkit.HookedDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tombstones are purged, and no replica keeps what was deleted. */
interface PurgeContract extends OnReplicas {
    Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    SeriesKey OTHER = key(2, "peak");

    private long tombstones(String table) {
        return number("SELECT COUNT(*) FROM \"" + table + "\" WHERE \"is_deleted\"");
    }

    /** A source of three series, and a replica of it. */
    private ChunkStore filledSource() {
        ChunkStore source = createSource();
        for (SeriesKey key : List.of(BASE, PEAK, OTHER)) {
            source.insert(key, twoMonths());
        }
        return source;
    }

    private static void assertSame(ChunkStore replica, ChunkStore source) {
        assertThat(replica.keys(KeyFilter.all())).isEqualTo(source.keys(KeyFilter.all()));
        source.keys(KeyFilter.all())
                .forEach(key -> assertThat(replica.read(key)).isEqualTo(source.read(key)));
    }

    private static WriteResult unchanged(int chunks) {
        return new WriteResult(0, 0, chunks, 0, 2L * chunks, 0);
    }

    @Test
    default void whoHasPassedGoesOn() {
        ChunkStore source = filledSource();
        ChunkStore replica = createReplica();
        pull(source, replica, KeyFilter.all(), "loads");
        source.delete(KIND.is("peak"));
        pull(source, replica, KeyFilter.all(), "loads");
        ChangeCursor before = replica.replica().cursor("loads").orElseThrow();
        assertThat(source.feed().purgeTombstones(EVER)).isEqualTo(4);
        assertThat(tombstones("load_curve")).isZero();
        assertThat(source.feed().purgeTombstones(EVER)).isZero();
        assertThat(withoutBytes(pull(source, replica, KeyFilter.all(), "loads")))
                .isEqualTo(unchanged(0));
        assertThat(replica.replica().cursor("loads")).contains(before);
        source.insert(PEAK, hours("2024-05-01T00:00", 7));
        source.delete(KIND.is("base"));
        assertThat(withoutBytes(pull(source, replica, KeyFilter.all(), "loads")))
                .isEqualTo(new WriteResult(1, 0, 0, 2, 1, 0));
        assertThat(source.feed().purgeTombstones(EVER)).isEqualTo(2);
        source.insert(BASE, twoMonths());
        pull(source, replica, KeyFilter.all(), "loads");
        assertSame(replica, source);
    }

    @Test
    default void whoIsLateIsRefusedAndBeginsAgain() {
        ChunkStore source = filledSource();
        ChunkStore replica = createReplica();
        pull(source, replica, KeyFilter.all(), "loads");
        source.delete(KIND.is("peak"));
        source.feed().purgeTombstones(EVER);
        source.insert(PEAK, hours("2024-05-01T00:00", 7));
        assertThatThrownBy(() -> pull(source, replica, KeyFilter.all(), "loads"))
                .isInstanceOfSatisfying(ChangeFeedResetException.class, e -> assertThat(e.store())
                        .isEqualTo("load_curve"))
                .hasMessageContainingAll("load_curve", "purged", "ChangeCursor.start()", "subscription");
        assertThat(replica.read(OTHER)).isPresent();
        agingRows("replica");
        ChangePage page = all(source);
        assertThat(withoutBytes(replica.replica().apply(page, "loads"))).isEqualTo(new WriteResult(1, 0, 2, 4, 1, 0));
        assertSame(replica, source);
        assertThat(number("SELECT COUNT(*) FROM \"replica\" WHERE NOT \"is_deleted\" AND \"updated_at\" <"
                        + facts().instant(Instant.parse("2002-01-01T00:00:00Z"))))
                .as("chunks that were not written again")
                .isEqualTo(2);
        assertThat(withoutBytes(pull(source, replica, KeyFilter.all(), "loads")))
                .isEqualTo(unchanged(0));
        source.delete(KIND.is("base"));
        pull(source, replica, KeyFilter.all(), "loads");
        source.feed().purgeTombstones(EVER);
        source.insert(BASE, twoMonths());
        pull(source, replica, KeyFilter.all(), "loads");
        assertSame(replica, source);
    }

    /** Neither another name nor another filter keeps what was deleted. */
    @Test
    default void whoBeginsWithAnotherFilterOrNameKeepsNothingThatWasDeleted() {
        for (Consumer<ChunkStore[]> begin : List.<Consumer<ChunkStore[]>>of(
                stores -> stores[1].replica().apply(all(stores[0]), "loads"),
                stores -> stores[1].replica().apply(all(stores[0]), "another name"))) {
            ChunkStore source = filledSource();
            ChunkStore replica = createReplica();
            pull(source, replica, VERSION.is(1), "loads");
            pull(source, replica, VERSION.is(2), "others");
            source.delete(KIND.is("peak"));
            pull(source, replica, VERSION.is(2), "others");
            source.feed().purgeTombstones(EVER);
            begin.accept(new ChunkStore[] {source, replica});
            assertSame(replica, source);
            assertThat(replica.keys(KeyFilter.all())).containsExactly(BASE);
            pull(source, replica, VERSION.is(2), "others");
            execute("DROP TABLE \"replica\"");
            execute("DROP TABLE \"replica_series\"");
            execute("DELETE FROM \"holcstore_subscription\"");
            execute("DELETE FROM \"load_curve\"");
            source.schema().reindex();
        }
    }

    @Test
    default void anEmptyReplicaBeginsWithWhatThereIs() {
        ChunkStore source = filledSource();
        source.delete(KIND.is("peak"));
        source.feed().purgeTombstones(EVER);
        ChunkStore replica = createReplica();
        assertThat(withoutBytes(pull(source, replica, KeyFilter.all(), "loads")).chunksInserted())
                .isEqualTo(2);
        assertThat(tombstones("replica")).isZero();
        source.delete(KIND.is("base"));
        pull(source, replica, KeyFilter.all(), "loads");
        assertSame(replica, source);
    }

    /** What another subscription goes on to bring is not taken for what was deleted, whoever comes first. */
    @Test
    default void subscriptionsThatOverlapGoOnAndBeginBesideEachOther() {
        ChunkStore source = filledSource();
        ChunkStore replica = createReplica();
        pull(source, replica, KeyFilter.all(), "all");
        pull(source, replica, KIND.is("peak"), "peak");
        source.delete(VERSION.is(2));
        pull(source, replica, KeyFilter.all(), "all");
        source.feed().purgeTombstones(EVER);
        ChangePage begun = source.feed().changes(ChangeCursor.start(), KIND.is("peak"), 1);
        replica.replica().apply(begun, "peak");
        source.merge(PEAK, hours("2024-01-31T22:00", 100));
        source.insert(key(3, "peak"), twoMonths());
        ChangeCursor before = replica.replica().cursor("all").orElseThrow();
        ChangePage late = source.feed().changes(before, KeyFilter.all(), 100);
        pull(source, replica, KeyFilter.all(), "all");
        pull(source, replica, KIND.is("peak"), "peak");
        assertSame(replica, source);
        replica.replica().apply(late, "all");
        replica.replica().apply(begun, "peak");
        assertSame(replica, source);
        source.erase(PEAK, Samples.month(2024, 2));
        pull(source, replica, KIND.is("peak"), "peak");
        pull(source, replica, KeyFilter.all(), "all");
        assertSame(replica, source);
        assertThat(replica.read(PEAK).orElseThrow()).hasValues(100, 2);
        ChangePage again = source.feed().changes(ChangeCursor.start(), KIND.is("peak"), 100);
        source.insert(key(4, "peak"), twoMonths());
        pull(source, replica, KeyFilter.all(), "all");
        replica.replica().apply(again, "a third name");
        assertThat(replica.read(key(4, "peak")))
                .as("what came after that page was read")
                .isPresent();
    }

    /** Pages of a generation that is over come late: they bring nothing back. */
    @Test
    default void latePagesBringNothingBack() {
        ChunkStore source = filledSource();
        ChunkStore replica = createReplica();
        ChangePage late = all(source);
        replica.replica().apply(late, "loads");
        source.delete(KIND.is("peak"));
        source.feed().purgeTombstones(EVER);
        ChangePage second = all(source);
        replica.replica().apply(second, "loads");
        source.delete(KIND.is("base"));
        source.feed().purgeTombstones(EVER);
        replica.replica().apply(all(source), "loads");
        for (ChangePage page : List.of(late, second)) {
            assertThatThrownBy(() -> replica.replica().apply(page, "loads"))
                    .isInstanceOf(ChangeFeedResetException.class)
                    .hasMessageContaining("a former epoch");
            replica.replica().apply(page);
        }
        assertThat(replica.keys(KeyFilter.all())).isEmpty();
    }

    /** They keep late pages away, and its own replicas need them. */
    @Test
    default void aReplicaPurgesItsOwnTombstonesOnly() {
        ChunkStore source = filledSource();
        ChunkStore replica = createReplica();
        ChangePage late = all(source);
        replica.replica().apply(late, "loads");
        replica.insert(key(9, "own"), twoMonths());
        replica.delete(VERSION.is(9));
        source.delete(KIND.is("peak"));
        pull(source, replica, KeyFilter.all(), "loads");
        assertThat(replica.feed().purgeTombstones(EVER)).isEqualTo(2);
        assertThat(tombstones("replica")).isEqualTo(4);
        replica.replica().apply(late);
        assertThat(replica.keys(KeyFilter.all())).containsExactly(BASE);
    }

    @Test
    default void onlyTombstonesFromBeforeTheInstantArePurged() {
        ChunkStore source = filledSource();
        source.delete(KIND.is("base"));
        agingRows("load_curve");
        source.delete(KIND.is("peak"));
        assertThat(source.feed().purgeTombstones(Instant.parse("2000-01-01T00:00:00Z")))
                .isZero();
        ChangeCursor cursor = all(source).next();
        assertThat(source.feed().purgeTombstones(Instant.parse("2001-06-01T00:00:00Z")))
                .isEqualTo(2);
        assertThat(tombstones("load_curve")).isEqualTo(4);
        assertThat(source.feed().changes(cursor, KeyFilter.all(), 10).changes()).isEmpty();
        assertThat(all(source).changes()).hasSize(4).allMatch(Change::deleted);
        assertThat(all(source).next().epoch()).isNotEqualTo(cursor.epoch());
    }

    @Test
    default void everyVerbWritesWhereTombstonesWere() throws SQLException {
        ChunkStore source = filledSource();
        source.delete(KeyFilter.all());
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(source.on(connection).feed().purgeTombstones(EVER)).isEqualTo(6);
            connection.rollback();
            assertThat(tombstones("load_curve")).isEqualTo(6);
            assertThat(source.on(connection).feed().purgeTombstones(EVER)).isEqualTo(6);
            connection.commit();
            connection.setAutoCommit(true);
        }
        source.insert(BASE, twoMonths());
        source.merge(PEAK, twoMonths());
        assertThat(source.replace(OTHER, twoMonths()).chunksInserted()).isEqualTo(2);
        assertThat(source.keys(KeyFilter.all())).containsExactly(BASE, PEAK, OTHER);
    }

    /** A purge between the two queries of a reader, which asked before it. */
    @Test
    default void aPurgeWhileChangesAreReadIsNotMissed() {
        for (int others : new int[] {0, 1}) {
            ChunkStore source = create(loads("hooked_" + others).replicated());
            ChunkStore replica = create(loads("replica_" + others).replicated());
            source.insert(BASE, twoMonths());
            pull(source, replica, KeyFilter.all(), "loads");
            source.delete(KeyFilter.all());
            if (others > 0) {
                source.insert(PEAK, twoMonths());
            }
            ChangeCursor cursor = replica.replica().cursor("loads").orElseThrow();
            HookedDataSource hooked = new HookedDataSource(
                    dataSource(), "c.\"start_ts\"", () -> source.feed().purgeTombstones(EVER));
            ChunkStore reader = loads("hooked_" + others).replicated().open(hooked);
            ChangePage page;
            try {
                page = reader.feed().changes(cursor, KeyFilter.all(), 100);
            } catch (ChangeFeedResetException e) {
                page = all(source);
            }
            assertThat(hooked.hasRun()).isTrue();
            replica.replica().apply(page, "loads");
            pull(source, replica, KeyFilter.all(), "loads");
            assertSame(replica, source);
        }
    }

    /** A new epoch is one for everybody, whatever was purged before. */
    @Test
    default void anEpochBeginsAfterAPurge() {
        ChunkStore source = filledSource();
        ChunkStore replica = createReplica();
        pull(source, replica, KeyFilter.all(), "loads");
        source.delete(KIND.is("base"));
        pull(source, replica, KeyFilter.all(), "loads");
        source.feed().purgeTombstones(EVER);
        source.feed().beginEpoch();
        assertThatThrownBy(() -> pull(source, replica, KeyFilter.all(), "loads"))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("another epoch");
        replica.replica().apply(all(source), "loads");
        assertSame(replica, source);
        source.delete(KIND.is("peak"));
        pull(source, replica, KeyFilter.all(), "loads");
        source.feed().purgeTombstones(EVER);
        source.insert(PEAK, twoMonths());
        pull(source, replica, KeyFilter.all(), "loads");
        assertSame(replica, source);
    }

    @Test
    default void aStoreWithoutTombstonesHasNothingToPurge() {
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> store.feed().purgeTombstones(EVER))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("replicated()");
        ChunkStore source = filledSourceElsewhere();
        assertThatThrownBy(() -> source.feed().purgeTombstones(Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("years 1 to 9999");
    }

    private ChunkStore filledSourceElsewhere() {
        return create(loads("elsewhere").replicated());
    }
}

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
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** How a replica goes on where it was: under a name, with one filter, in one life of its source. */
interface SubscriptionContract extends OnReplicas {
    /** A filtered pull followed by a full one brings what the filter left out, however old it is. */
    @Test
    default void anotherFilterBeginsAnewAndMissesNothing() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        source.insert(PEAK, twoMonths());
        pull(source, replica, KIND.is("peak"), "loads");
        assertThat(replica.keys(KeyFilter.all())).containsExactly(PEAK);
        assertThatThrownBy(() -> pull(source, replica, KeyFilter.all(), "loads"))
                .isInstanceOf(ChangeFeedResetException.class);
        assertThat(withoutBytes(replica.replica().apply(all(source), "loads")))
                .isEqualTo(new WriteResult(2, 0, 2, 0, 4, 0));
        assertThat(withoutBytes(pull(source, replica, KeyFilter.all(), "loads")))
                .isEqualTo(new WriteResult(0, 0, 0, 0, 0, 0));
        assertEqual("load_curve", "replica");
        replica.replica().apply(source.feed().changes(ChangeCursor.start(), KIND.is("peak"), 10), "loads");
        assertThat(replica.count(KeyFilter.all()))
                .as("what is no longer asked for stays")
                .isEqualTo(2);
    }

    @Test
    default void theCursorIsWhereTheDataIs() throws SQLException {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        assertThat(replica.replica().cursor("loads")).isEmpty();
        ChangePage page = all(source);
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            replica.on(connection).replica().apply(page, "loads");
            assertThat(replica.on(connection).replica().cursor("loads")).contains(page.next());
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(replica.replica().cursor("loads")).isEmpty();
        assertThat(replica.read(BASE)).isEmpty();
        replica.replica().apply(page, "loads");
        assertThat(replica.replica().cursor("loads")).contains(page.next());
        assertThat(replica.replica().cursor("others")).isEmpty();
        assertThat(createOther().replica().cursor("loads")).isEmpty();
    }

    @Test
    default void aSubscriptionNeitherGoesBackNorSkips() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, hours("2024-01-31T23:00", Samples.ramp(3_000, 1)));
        ChangePage first = source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 2);
        ChangePage second = source.feed().changes(first.next(), KeyFilter.all(), 2);
        assertThatThrownBy(() -> replica.replica().apply(second, "loads"))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("would be missed")
                .hasMessageContaining("'loads'");
        assertThat(replica.count(KeyFilter.all())).isZero();
        replica.replica().apply(first, "loads");
        replica.replica().apply(second, "loads");
        replica.replica().apply(first, "loads");
        assertThat(replica.replica().cursor("loads")).contains(second.next());
        ChangePage third = source.feed().changes(second.next(), KeyFilter.all(), 10);
        ChunkStore other = createOther();
        other.replica().apply(first, "loads");
        assertThatThrownBy(() -> other.replica().apply(third, "loads")).isInstanceOf(ChangeFeedResetException.class);
        assertThatThrownBy(() -> replica.replica().apply(third, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> replica.replica().cursor("x".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * The source was restored and has less than the replica: with the last page of the new epoch that is deleted, and
     * nothing else.
     */
    @Test
    default void whatARestoredSourceNoLongerHasIsDeleted() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, hours("2024-01-31T22:00", Samples.ramp(3_000, 1)));
        source.insert(PEAK, twoMonths());
        source.insert(key(2, "peak"), twoMonths());
        pull(source, replica, VERSION.is(1), "loads");
        pull(source, replica, VERSION.is(2), "others");
        replica.insert(key(1, "own"), twoMonths());
        execute("DELETE FROM \"load_curve\" WHERE \"kind\" = 'peak' OR \"chunk_index\" = 24290");
        source.schema().reindex();
        source.feed().beginEpoch();

        assertThatThrownBy(() -> pull(source, replica, VERSION.is(1), "loads"))
                .isInstanceOf(ChangeFeedResetException.class);
        ChangePage first = source.feed().changes(ChangeCursor.start(), VERSION.is(1), 2);
        replica.replica().apply(first, "loads");
        assertThat(first.remaining()).isEqualTo(Remaining.MORE);
        assertThat(replica.read(PEAK)).as("it might still come").isPresent();
        pull(source, replica, VERSION.is(1), "loads");
        assertThat(replica.keys(KeyFilter.all())).containsExactlyInAnyOrder(BASE, key(1, "own"), key(2, "peak"));
        assertThat(replica.read(BASE)).isEqualTo(source.read(BASE));
        assertThat(query("SELECT \"chunk_index\" FROM \"replica\" WHERE \"is_deleted\" ORDER BY \"chunk_index\""))
                .containsExactly("24288", "24289", "24290");
        source.insert(PEAK, twoMonths());
        pull(source, replica, VERSION.is(1), "loads");
        assertThat(replica.read(PEAK)).isEqualTo(source.read(PEAK));
    }

    /** A source that is restored again while its replica follows the first restore. */
    @Test
    default void aRestoreDuringARestoreLeavesNothingBehind() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        source.insert(PEAK, twoMonths());
        pull(source, replica, KeyFilter.all(), "loads");
        source.feed().beginEpoch();
        replica.replica().apply(source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 2), "loads");
        execute("DELETE FROM \"load_curve\"");
        source.schema().reindex();
        source.feed().beginEpoch();
        source.insert(key(3, "new"), twoMonths());
        replica.replica().apply(all(source), "loads");
        assertThat(replica.keys(KeyFilter.all())).containsExactly(key(3, "new"));
    }

    /**
     * A backup restored within an epoch: the source has less than it had, and an older value, under the marks that it
     * gave before.
     */
    @Test
    default void aSourceThatWentBackIsFollowedInANewEpochOnly() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        pull(source, replica, KeyFilter.all(), "loads");
        execute("CREATE TABLE \"backup\" AS SELECT * FROM \"load_curve\"");
        source.merge(BASE, hours("2024-01-31T22:00", 100));
        source.insert(PEAK, twoMonths());
        pull(source, replica, KeyFilter.all(), "loads");
        execute("DELETE FROM \"load_curve\"");
        source.schema().reindex();
        execute("INSERT INTO \"load_curve\" SELECT * FROM \"backup\"");
        assertThat(source.schema().reindex()).isEqualTo(1);

        assertThatThrownBy(() -> pull(source, replica, KeyFilter.all(), "loads"))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("beginEpoch()");
        assertThatThrownBy(() -> replica.replica().apply(all(source), "loads"))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("'loads'")
                .hasMessageContaining("beginEpoch()")
                .hasMessageContaining("ChangeCursor.start()");
        source.feed().beginEpoch();
        replica.replica().apply(all(source), "loads");
        assertThat(replica.keys(KeyFilter.all())).containsExactly(BASE);
        assertThat(replica.read(BASE)).isEqualTo(source.read(BASE));
        assertThat(replica.read(BASE).orElseThrow()).hasValues(1, 2, 3, 4);
        assertThat(withoutBytes(pull(source, replica, KeyFilter.all(), "loads")))
                .isEqualTo(new WriteResult(0, 0, 0, 0, 0, 0));
    }

    /** A first page that was read before the source was restored, and comes after the replica has followed it. */
    @Test
    default void aLatePageOfAFormerEpochIsRefused() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        ChangePage late = all(source);
        replica.replica().apply(late, "loads");
        source.replace(BASE, hours("2024-02-01T00:00", 5));
        source.feed().beginEpoch();
        ChangePage first = source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 1);
        replica.replica().apply(first, "loads");
        assertThatThrownBy(() -> replica.replica().apply(late, "loads")).isInstanceOf(ChangeFeedResetException.class);
        replica.replica().apply(all(source), "loads");
        assertThatThrownBy(() -> replica.replica().apply(late, "loads"))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("'loads'")
                .hasMessageContaining("a former epoch")
                .hasMessageContaining("beginEpoch()");
        source.feed().beginEpoch();
        replica.replica().apply(all(source), "loads");
        assertThatThrownBy(() -> replica.replica().apply(late, "loads"))
                .as("two epochs later")
                .isInstanceOf(ChangeFeedResetException.class);
        assertEqual("load_curve", "replica");
        assertThat(replica.replica().cursor("loads")).contains(all(source).next());
    }

    /** What a narrower filter does not look at is deleted by the next pull that does. */
    @Test
    default void leftoversOutsideANarrowerFilterAreDeletedByAWiderOne() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        source.insert(PEAK, twoMonths());
        source.insert(key(2, "peak"), twoMonths());
        pull(source, replica, KeyFilter.all(), "loads");
        execute("DELETE FROM \"load_curve\" WHERE \"kind\" = 'base' OR \"version\" = 2");
        source.schema().reindex();
        source.feed().beginEpoch();
        replica.replica().apply(source.feed().changes(ChangeCursor.start(), KIND.is("peak"), 10), "loads");
        assertThat(replica.keys(KeyFilter.all())).containsExactlyInAnyOrder(BASE, PEAK);
        pull(source, replica, KIND.is("peak"), "loads");
        replica.replica().apply(all(source), "loads");
        assertThat(replica.keys(KeyFilter.all())).containsExactly(PEAK);
    }

    /** As before, where the filter had changed before the source was restored. */
    @Test
    default void leftoversOfAllFiltersOfAnEpochAreDeleted() {
        ChunkStore source = createSource();
        ChunkStore replica = createReplica();
        source.insert(BASE, twoMonths());
        source.insert(PEAK, twoMonths());
        pull(source, replica, KeyFilter.all(), "loads");
        replica.replica().apply(source.feed().changes(ChangeCursor.start(), KIND.is("peak"), 10), "loads");
        execute("DELETE FROM \"load_curve\"");
        source.schema().reindex();
        source.feed().beginEpoch();
        replica.replica().apply(source.feed().changes(ChangeCursor.start(), KIND.is("peak"), 10), "loads");
        assertThat(replica.keys(KeyFilter.all())).containsExactly(BASE);
        replica.replica().apply(all(source), "loads");
        assertThat(replica.keys(KeyFilter.all())).isEmpty();
    }
}

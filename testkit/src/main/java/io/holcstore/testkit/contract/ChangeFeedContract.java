package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a replicated store says of its changes. */
interface ChangeFeedContract extends OnDatabase {
    /** January and February 2024, as chunks are numbered. */
    int JANUARY = 24288;

    int FEBRUARY = 24289;

    private ChunkStore createSource() {
        return create(loads().replicated());
    }

    private static Series twoMonths() {
        return hours("2024-01-31T22:00", 1, 2, 3, 4);
    }

    private static ChangePage all(ChunkStore store) {
        return store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 1000);
    }

    private static List<String> chunks(ChangePage page) {
        return page.changes().stream().map(ChangeFeedContract::chunk).toList();
    }

    private static String chunk(Change change) {
        return (change.deleted() ? "-" : "+") + change.key().get(KIND) + change.chunk();
    }

    @Test
    default void changesAreTheChunksAsTheyAreNow() {
        ChunkStore store = createSource();
        store.insert(BASE, hours("2024-01-31T22:00", 1, NONE, NONE, 4));
        store.merge(BASE, hours("2024-01-31T23:00", 2, 3));
        ChangePage page = all(store);
        assertThat(chunks(page)).containsExactly("+base24288", "+base24289");
        assertThat(page.remaining()).isEqualTo(Remaining.NOTHING);
        assertThat(page.isLast()).isTrue();
        assertThat(page.shape()).isEqualTo(store.definition().shape());
        Change january = page.changes().get(0);
        assertThat(january.key()).isEqualTo(BASE);
        assertThat(january.valueCount()).isEqualTo(2);
        assertThat(january.firstMillis()).isEqualTo(instant("2024-01-31T22:00").toEpochMilli());
        assertThat(january.lastMillis()).isEqualTo(instant("2024-01-31T23:00").toEpochMilli());
        assertThat(january.data().length).isEqualTo((int)
                number("SELECT OCTET_LENGTH(\"data\") FROM \"load_curve\" WHERE \"chunk_index\" = " + JANUARY));
        assertThat(List.of(january.dtype()))
                .isEqualTo(query("SELECT \"dtype\" FROM \"load_curve\" WHERE \"chunk_index\" = " + JANUARY));
        assertThat(january.sequence()).isLessThan(page.changes().get(1).sequence());
    }

    @Test
    default void anEmptyStoreHasAPageToGoOnFrom() {
        ChunkStore store = createSource();
        ChangePage none = all(store);
        assertThat(none.changes()).isEmpty();
        assertThat(none.remaining()).isEqualTo(Remaining.NOTHING);
        assertThat(store.feed().changes(none.next(), KeyFilter.all(), 1).changes())
                .isEmpty();
        store.insert(BASE, twoMonths());
        assertThat(chunks(store.feed().changes(none.next(), KeyFilter.all(), 10)))
                .containsExactly("+base24288", "+base24289");
    }

    @Test
    default void everyVerbMarksWhatItChanges() throws SQLException {
        ChunkStore store = createSource();
        ChangeCursor cursor = all(store).next();
        cursor = assertChanged(store, cursor, () -> store.insert(BASE, twoMonths()), "+base24288", "+base24289");
        cursor = assertChanged(store, cursor, () -> store.merge(BASE, hours("2024-02-01T03:00", 9)), "+base24289");
        cursor = assertChanged(store, cursor, () -> store.merge(BASE, hours("2024-02-01T03:00", 9)));
        cursor = assertChanged(
                store, cursor, () -> store.replace(BASE, hours("2024-02-01T03:00", 8, 8)), "+base24289", "-base24288");
        cursor = assertChanged(
                store, cursor, () -> store.insertAll(Map.of(PEAK, twoMonths())), "+peak24288", "+peak24289");
        cursor = assertChanged(
                store,
                cursor,
                () -> store.mergeAll(Map.of(PEAK, hours("2024-02-01T09:00", 7), BASE, hours("2024-03-01T01:00", 7))),
                "+base24290",
                "+peak24289");
        cursor = assertChanged(
                store,
                cursor,
                () -> store.replaceAll(Map.of(PEAK, hours("2024-02-01T09:00", 6))),
                "+peak24289",
                "-peak24288");
        cursor = assertChanged(store, cursor, () -> store.erase(BASE, month(2024, 3)), "-base24290");
        cursor = assertChanged(
                store,
                cursor,
                () -> store.erase(BASE, Samples.range("2024-02-01T03:00", "2024-02-01T04:00")),
                "+base24289");
        cursor = assertChanged(
                store,
                cursor,
                () -> {
                    try (BulkWriter bulk = store.bulkWriter()) {
                        bulk.add(key(2, "base"), twoMonths());
                        bulk.add(PEAK, hours("2024-01-05T00:00", 5));
                    }
                },
                "+base24288",
                "+base24289",
                "+peak24288");
        cursor = assertChanged(
                store, cursor, () -> store.delete(VERSION.is(1)), "-base24289", "-peak24288", "-peak24289");
        cursor = assertChanged(store, cursor, () -> store.delete(VERSION.is(1)));
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).merge(PEAK, twoMonths());
            store.on(connection).delete(VERSION.is(2));
            assertThat(store.feed().changes(cursor, KeyFilter.all(), 10).changes())
                    .isEmpty();
            connection.rollback();
            assertThat(store.feed().changes(cursor, KeyFilter.all(), 10).changes())
                    .isEmpty();
            store.on(connection).merge(PEAK, twoMonths());
            store.on(connection).delete(VERSION.is(2));
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertChanged(store, cursor, () -> {}, "+peak24288", "+peak24289", "-base24288", "-base24289");
    }

    private static ChangeCursor assertChanged(ChunkStore store, ChangeCursor cursor, Runnable verb, String... chunks) {
        verb.run();
        ChangePage page = store.feed().changes(cursor, KeyFilter.all(), 100);
        assertThat(chunks(page)).containsExactlyInAnyOrder(chunks);
        return page.next();
    }

    @Test
    default void changesComeInTheOrderOfTheirCommits() {
        ChunkStore store = createSource();
        for (int version = 9; version > 0; version--) {
            store.insert(key(version, "base"), hours("2024-01-05T00:00", version));
        }
        store.merge(key(5, "base"), hours("2024-01-06T00:00", 5));
        assertThat(all(store).changes().stream().map(change -> change.key().get(VERSION)))
                .containsExactly(9, 8, 7, 6, 4, 3, 2, 1, 5);
    }

    @Test
    default void pagesEndAnywhereInATransaction() {
        ChunkStore store = createSource();
        store.insert(BASE, hours("2024-01-31T23:00", Samples.ramp(10_000, 1)));
        int chunks = all(store).changes().size();
        assertThat(chunks).isEqualTo(15);
        for (int limit : new int[] {1, 4, 7, 14, 15, 16}) {
            List<String> found = new ArrayList<>();
            ChangePage page = null;
            do {
                ChangeCursor cursor = page == null
                        ? ChangeCursor.start()
                        : ChangeCursor.parse(page.next().toString());
                page = store.feed().changes(cursor, KeyFilter.all(), limit);
                assertThat(page.changes()).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
                found.addAll(chunks(page));
            } while (!page.isLast());
            assertThat(found).as("pages of %s", limit).hasSize(chunks).doesNotHaveDuplicates();
        }
    }

    @Test
    default void aFilterLeavesOutTheRest() {
        ChunkStore store = createSource();
        store.insert(BASE, twoMonths());
        store.insert(PEAK, twoMonths());
        store.insert(key(2, "base"), twoMonths());
        KeyFilter filter = VERSION.between(1, 1).and(KIND.in("peak", "other"));
        ChangePage page = store.feed().changes(ChangeCursor.start(), filter, 10);
        assertThat(chunks(page)).containsExactly("+peak24288", "+peak24289");
        assertThat(page.next().sequence())
                .as("what does not match is behind")
                .isEqualTo(all(store).next().sequence());
        KeyFilter same = KIND.in("other", "peak", "other").and(VERSION.between(1, 1));
        assertThat(store.feed().changes(page.next(), same, 10).changes()).isEmpty();
    }

    /** A cursor that has seen one filter's changes would skip those of others. */
    @Test
    default void aCursorIsRefusedWithAnotherFilter() {
        ChunkStore store = createSource();
        store.insert(BASE, twoMonths());
        store.insert(PEAK, twoMonths());
        ChangeCursor cursor =
                store.feed().changes(ChangeCursor.start(), KIND.is("peak"), 10).next();
        for (KeyFilter other : List.of(
                KeyFilter.all(),
                KIND.is("base"),
                KIND.is("peak").and(VERSION.is(1)),
                KIND.between("peak", "peak"),
                Axis.of("king", AxisType.VARCHAR(20)).is("peak"))) {
            assertThatThrownBy(() -> store.feed().changes(cursor, other, 10))
                    .as("%s", other)
                    .isInstanceOf(ChangeFeedResetException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("another filter")
                    .hasMessageContaining("ChangeCursor.start()");
        }
    }

    @Test
    default void aNewEpochRefusesCursorsMadeBefore() {
        ChunkStore store = createSource();
        store.insert(BASE, twoMonths());
        ChangePage before = all(store);
        store.feed().beginEpoch();
        assertThatThrownBy(() -> store.feed().changes(before.next(), KeyFilter.all(), 10))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("load_curve")
                .hasMessageContaining("another epoch")
                .hasMessageContaining("ChangeCursor.start()");
        assertThat(chunks(all(store))).isEqualTo(chunks(before));
        assertThat(all(store).next().epoch()).isNotEqualTo(before.next().epoch());
    }

    /** As after a restore from a backup made before the last change was. */
    @Test
    default void aCursorAheadOfTheSourceIsRefused() {
        ChunkStore store = createSource();
        store.insert(BASE, twoMonths());
        ChangePage backup = all(store);
        store.insert(PEAK, twoMonths());
        ChangeCursor ahead = all(store).next();
        execute("DELETE FROM \"load_curve\" WHERE \"kind\" = 'peak'");
        store.schema().reindex();
        assertThatThrownBy(() -> store.feed().changes(ahead, KeyFilter.all(), 10))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("load_curve")
                .hasMessageContaining("ahead of the latest change")
                .hasMessageContaining("restored from a backup; call beginEpoch() on the source, then pull again from")
                .hasMessageNotContaining("ChangePosition");
        assertThat(store.feed().changes(backup.next(), KeyFilter.all(), 10).changes())
                .isEmpty();
    }

    @Test
    default void whatCannotBeAskedIsRefused() {
        ChunkStore store = createSource();
        assertThatThrownBy(() -> store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0");
        assertThatThrownBy(() -> store.feed()
                        .changes(
                                ChangeCursor.start(),
                                Axis.of("other", AxisType.INT).is(1),
                                10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other");
        ChunkStore plain = create(loads("plain"));
        assertThatThrownBy(() -> all(plain))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("plain")
                .hasMessageContaining("replicated()");
    }

    @Test
    default void pagesReadWithinATransactionOfTheCaller() throws SQLException {
        ChunkStore store = createSource();
        store.insert(BASE, twoMonths());
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(chunks(all(store.on(connection)))).containsExactly("+base24288", "+base24289");
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** Without its row in the feed, writers could not take turns, and no epoch could begin. */
    @Test
    default void aStoreWithoutItsRowInTheFeedSaysSo() {
        ChunkStore store = createSource();
        store.insert(BASE, twoMonths());
        execute("DELETE FROM \"holcstore_feed\"");
        List<ThrowingCallable> verbs = new ArrayList<>(List.of(() -> all(store), store.feed()::beginEpoch));
        if (facts().writersOfAFeedTakeTurns()) {
            verbs.add(() -> store.insert(PEAK, twoMonths()));
        }
        for (ThrowingCallable verb : verbs) {
            assertThatThrownBy(verb)
                    .isInstanceOf(StoreSqlException.class)
                    .hasMessageContaining("load_curve")
                    .hasStackTraceContaining("holcstore_feed has no row for")
                    .hasStackTraceContaining("run the script of ddl() of the definition");
        }
        String script = store.definition().ddl(facts().dialect());
        Stream.of(script.split(";\n", -1)).filter(s -> !s.isBlank()).forEach(this::execute);
        store.insert(PEAK, twoMonths());
        assertThat(chunks(all(store))).hasSize(4);
    }
}

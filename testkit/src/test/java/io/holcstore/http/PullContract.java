package io.holcstore.http;

import static io.holcstore.http.Loads.KIND;
import static io.holcstore.http.Loads.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.SyncException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.http.PageFormats;
import io.holcstore.internal.http.Time;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.Seeds;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A pull brings a replica to the state of its source. */
interface PullContract extends OverHttp {
    Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    @Test
    default void bringsEverything() {
        Loads.fill(source(), 6);
        source().delete(VERSION.is(1));
        List<Long> progress = new ArrayList<>();
        SyncReport report =
                client().pageRows(5).onProgress(progress::add).build().pull();
        Loads.assertEqual(replica(), source());
        assertThat(report.pages()).isEqualTo(3);
        assertThat(report.chunks()).isEqualTo(8);
        assertThat(report.tombstones()).isEqualTo(4);
        assertThat(report.bytes()).isGreaterThan(1000);
        assertThat(report.heldBack()).isFalse();
        assertThat(progress).containsExactly(5L, 10L, 12L);
    }

    @Test
    default void bringsNothingTwice() {
        SyncClient client = client().build();
        assertThat(client.pull().chunks()).isZero();
        Loads.fill(source(), 3);
        assertThat(client.pull().chunks()).isEqualTo(6);
        assertThat(client.pull().chunks()).isZero();
        source().merge(Loads.key(0, "peak"), Loads.hours(9, 4, 1));
        // another client of the same URI and filter goes on where this one is
        SyncReport report = client().build().pull();
        assertThat(report.chunks() + report.tombstones()).isEqualTo(1);
        Loads.assertEqual(replica(), source());
    }

    @Test
    default void followsRandomChanges() {
        SplittableRandom random = new SplittableRandom(Seeds.of(7));
        SyncClient client = client().pageRows(3).build();
        for (int round = 0; round < 12; round++) {
            for (int change = 0; change < 4; change++) {
                Loads.change(source(), random);
            }
            client.pull();
            Loads.assertEqual(replica(), source());
        }
    }

    @Test
    default void filtersHaveTheirOwnPlaces() {
        Loads.fill(source(), 8);
        KeyFilter some = KIND.in("a:b&c=d%", "été").and(VERSION.between(0, 1));
        client().filter(some).build().pull();
        assertThat(Loads.rows(replica(), KeyFilter.all()))
                .isEqualTo(Loads.rows(source(), some))
                .hasSize(8);
        client().filter(VERSION.in()).build().pull();
        client().build().pull();
        Loads.assertEqual(replica(), source());
    }

    @Test
    default void aFilterOfAnyLengthIsSent() {
        Loads.fill(source(), 8);
        Integer[] versions = IntStream.range(0, 5000).boxed().toArray(Integer[]::new);
        SyncReport report =
                client().filter(VERSION.in(versions)).pageRows(5).build().pull();
        assertThat(report.chunks()).isEqualTo(16);
        Loads.assertEqual(replica(), source());
    }

    @Test
    default void aReplicaIsASource() throws Exception {
        Loads.fill(source(), 2);
        client().build().pull();
        replica().merge(Loads.key(0, "base"), Loads.hours(3, 6, 5));
        assertThat(replica().read(Loads.key(0, "base"))).isPresent();
        source().delete(VERSION.is(0));
        client().build().pull();
        assertThat(replica().read(Loads.key(0, "peak"))).isEmpty();
    }

    @Test
    default void aRestoredSourceIsNoticedAndPulledAnew() throws Exception {
        Loads.fill(source(), 4);
        SyncClient client = client().build();
        client.pull();
        source().delete(KIND.is("peak"));
        source().feed().beginEpoch();
        assertThatThrownBy(client::pull)
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.isRetryable()).isFalse())
                .hasMessageContaining("load_curve")
                .hasMessageContaining(running().store("loads").toString())
                .hasMessageContaining("409")
                .hasMessageContaining("close the followers of this SyncClient and call its resync() once")
                .hasMessageContaining(
                        "where the answer asks for beginEpoch(), the operator of the source calls that first");
        client.resync();
        Loads.assertEqual(replica(), source());
        assertThat(client.pull().chunks()).isZero();
    }

    /** What is stored of each series, tombstones left aside: the replica keeps its own. */
    private static Map<SeriesKey, Series> series(ChunkStore store) {
        Map<SeriesKey, Series> all = new HashMap<>();
        store.forEach(KeyFilter.all(), all::put);
        return all;
    }

    @Test
    default void deletionsThatWerePurgedAreNotMissed() {
        Loads.fill(source(), 4);
        SyncClient client = client().build();
        client.pull();
        source().delete(KIND.is("peak"));
        client.pull();
        assertThat(source().feed().purgeTombstones(EVER)).isEqualTo(2);
        source().merge(Loads.key(0, "peak"), Loads.hours(9, 4, 1));
        assertThat(client.pull().chunks()).as("it has seen what was purged").isEqualTo(1);
        assertThat(series(replica())).isEqualTo(series(source()));
        source().delete(KIND.is("base"));
        assertThat(source().feed().purgeTombstones(EVER)).isEqualTo(2);
        assertThatThrownBy(client::pull)
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.isRetryable()).isFalse())
                .hasMessageContainingAll("409", "purged", "resync()");
        client.resync();
        assertThat(series(replica())).isEqualTo(series(source()));
        source().delete(KIND.is("peak"));
        source().feed().purgeTombstones(EVER);
        client().filter(KIND.is("peak")).build().pull();
        assertThat(replica().keys(KIND.is("peak"))).as("under another name").isEmpty();
    }

    /** A client that accepts version 1 alone takes each generation for an epoch. */
    @Test
    default void clientsThatDoNotKnowOfPurgesBeginAgain() throws Exception {
        Loads.fill(source(), 2);
        source().delete(KIND.is("peak"));
        ChangeCursor cursor = all(source()).next();
        source().feed().purgeTombstones(EVER);
        assertThat(source().feed().changes(cursor, KeyFilter.all(), 10).changes())
                .isEmpty();
        String path = "/loads/changes?cursor=";
        HttpResponse<String> refused = send(request(path + cursor));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("purged", "pull again from the start", "library");
        assertThat(send(request(path + "start")).statusCode()).isEqualTo(200);
        ChangeCursor now = all(source()).next();
        assertThat(send(request(path + now)).statusCode()).isEqualTo(200);
        assertThat(send(request(path + cursor).header("Accept", PageFormats.KNOWN.accept()))
                        .statusCode())
                .isEqualTo(200);
    }

    private static ChangePage all(ChunkStore store) {
        return store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 1000);
    }

    @Test
    default void aServerThatRestartsIsPulledOn() throws Exception {
        Loads.fill(source(), 8);
        List<Long> progress = new ArrayList<>();
        SyncClient client = client().pageRows(4)
                .tries(2)
                .onProgress(done -> {
                    if (progress.isEmpty()) {
                        running().close();
                    }
                    progress.add(done);
                })
                .build();
        assertThatThrownBy(client::pull)
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.isRetryable()).isTrue())
                .hasMessageContaining("page ");
        restart(Authorizer.bearer(SyncContract.TOKEN), SyncLimits.defaults());
        SyncReport report = client.pull();
        assertThat(report.chunks()).isLessThanOrEqualTo(12);
        Loads.assertEqual(replica(), source());
    }

    @Test
    default void theReportTellsTheTime() {
        SyncReport report = client().time(Time.SYSTEM).build().pull();
        assertThat(report.elapsed()).isPositive().isGreaterThanOrEqualTo(report.behind());
        assertThat(report.behind()).isPositive().isLessThan(Duration.ofMinutes(1));
    }
}

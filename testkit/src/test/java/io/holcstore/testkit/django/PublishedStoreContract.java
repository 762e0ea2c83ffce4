package io.holcstore.testkit.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.django.DjangoProtocol;
import io.holcstore.http.Access;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncHandler;
import io.holcstore.http.SyncProtocol;
import io.holcstore.http.SyncServer;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A store of our own, published by the Python application's protocol. */
abstract class PublishedStoreContract extends OnRecordedTable {
    private static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);
    private static final Axis<String> KIND = Axis.of("kind", AxisType.VARCHAR(20));
    private static final String ALL = "/m/updates/?since=2000-01-01T00:00:00Z&limit=";

    PublishedStoreContract(TestDatabase database) {
        super(database);
    }

    private static StoreBuilder meters() {
        return Store.define()
                .axis(METER)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .replicated()
                .table("meters");
    }

    private ChunkStore create() {
        ChunkStore store = meters().open(db.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private static SyncHandler handler(ChunkStore store) {
        return SyncHandler.builder()
                .publish("m", DjangoProtocol.of(store))
                .authorize(Authorizer.anyone())
                .build();
    }

    private static SeriesKey key(int meter) {
        return SeriesKey.of(METER.is(meter), KIND.is("load"));
    }

    private static Series january(double... values) {
        Series.Builder series = Series.builder();
        for (int i = 0; i < values.length; i++) {
            series.add(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(3600L * i), values[i]);
        }
        return series.build();
    }

    private static List<Integer> meters(Answer answer) {
        List<Integer> meters = new ArrayList<>();
        answer.json()
                .get("results")
                .forEach(row -> meters.add(row.get("attrs").get("meter").asInt()));
        return meters;
    }

    @Test
    void blobsAreFramesWhateverTheEncoding() {
        ChunkStore store = create();
        store.insert(key(1), january(1.5, Double.NaN, -0.0));
        store.insert(key(2), january(7));
        store.delete(METER.is(2));
        SyncHandler handler = handler(store);

        Answer listed = Answer.get(handler, ALL + 10);
        assertThat(meters(listed)).containsExactly(1, 2);
        JsonNode packed = Answer.get(
                        handler, "/m/pack/", listed.json().get("results").toString())
                .json();
        assertThat(packed.size()).isEqualTo(2);
        assertThat(packed.get(0).get("meta").get("dtype").asString()).isEqualTo("float64");
        double[] values = new double[744];
        ChunkCodec.of(Encoding.LZ4, 24).decode("float64", RecordedRequestsContract.blob(packed.get(0)), 744, values, 0);
        assertThat(values).startsWith(1.5, Double.NaN, -0.0).endsWith(Double.NaN);
        assertThat(packed.get(1).get("meta").get("is_deleted").asBoolean()).isTrue();
        assertThat(RecordedRequestsContract.blob(packed.get(1))).isEqualTo(ChunkCodec.emptyFrame());
    }

    /** Who asks from a time on that has deletions which are not listed any more is refused. */
    @Test
    void deletionsThatWerePurgedAreNotMissed() {
        ChunkStore store = create();
        store.insert(key(1), january(1.5));
        store.insert(key(2), january(7));
        store.delete(METER.is(2));
        SyncHandler handler = handler(store);
        String sinceLastYear = "/m/updates/?since=2020-01-01T00:00:00Z&limit=10";
        assertThat(meters(Answer.get(handler, sinceLastYear))).containsExactly(1, 2);
        assertThat(store.feed().purgeTombstones(Instant.parse("9999-01-01T00:00:00Z")))
                .isEqualTo(1);
        Answer refused = Answer.get(handler, sinceLastYear);
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.json().get("detail").asString()).contains("meters", "deleted up to", "empty the copy");
        assertThat(meters(Answer.get(handler, ALL + 10))).containsExactly(1);
        assertThat(meters(Answer.get(handler, "/m/updates/?since=9998-01-01T00:00:00Z&limit=10")))
                .isEmpty();
        store.feed().beginEpoch();
        assertThat(Answer.get(handler, sinceLastYear).status())
                .as("this protocol has no epochs")
                .isEqualTo(410);
    }

    /** The fault of pages that are counted: a chunk that moves to the end takes another one out of the next page. */
    @Test
    void nothingIsSkippedWhenChunksChangeBetweenPages() {
        ChunkStore store = create();
        for (int meter = 1; meter <= 6; meter++) {
            store.insert(key(meter), january(meter));
        }
        SyncHandler handler = handler(store);
        Answer first = Answer.get(handler, ALL + 2);
        assertThat(meters(first)).containsExactly(1, 2);
        assertThat(first.json().get("count").asInt()).isEqualTo(6);
        store.merge(key(1), january(10));

        assertThat(meters(Answer.get(handler, ALL + "2&offset=2"))).containsExactly(4, 5); // 3 is skipped
        Answer second = Answer.get(handler, "/m" + first.next());
        assertThat(meters(second)).containsExactly(3, 4);
        Answer third = Answer.get(handler, "/m" + second.next());
        assertThat(meters(third)).containsExactly(5, 6);
        assertThat(meters(Answer.get(handler, "/m" + third.next()))).containsExactly(1);
    }

    /** Many chunks of one transaction have one time. */
    @Test
    void pagesEndAnywhereAmongChunksOfOneTime() {
        ChunkStore store = create();
        store.insertAll(Map.of(
                key(3), january(1), key(1), january(1), key(2), january(1), key(5), january(1), key(4), january(1)));
        SyncHandler handler = handler(store);
        List<Integer> seen = new ArrayList<>();
        String target = ALL + 2;
        while (!target.isEmpty()) {
            Answer answer = Answer.get(handler, target);
            seen.addAll(meters(answer));
            target = answer.json().get("next").isNull() ? "" : "/m" + answer.next();
        }
        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    /** What a transaction that is still running may come before is held back, where the database tells. */
    @Test
    void aTransactionThatEndsLateIsNotMissed() throws SQLException {
        ChunkStore store = create();
        SyncHandler handler = handler(store);
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).merge(key(1), january(1));
            if (db.facts().tellsRunningTransactions()) {
                store.merge(key(2), january(1));
                assertThat(meters(Answer.get(handler, ALL + 10))).isEmpty();
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
        store.merge(key(3), january(1));
        assertThat(meters(Answer.get(handler, ALL + 10))).contains(1, 3);
    }

    @Test
    void aCallerSeesWhatItMaySee() {
        ChunkStore store = create();
        store.insertAll(Map.of(key(1), january(1), key(2), january(2)));
        SyncHandler handler = SyncHandler.builder()
                .publish("m", DjangoProtocol.of(store))
                .authorize((name, request) -> Access.to(METER.is(2)))
                .build();
        assertThat(meters(Answer.get(handler, ALL + 10))).containsExactly(2);
        assertThat(meters(Answer.get(handler, ALL + "10&meter=1"))).isEmpty();
        String both = "[{\"attrs\":{\"meter\":1,\"kind\":\"load\"},\"chunk_index\":24288},"
                + "{\"attrs\":{\"meter\":2,\"kind\":\"load\"},\"chunk_index\":24288}]";
        JsonNode packed = Answer.get(handler, "/m/pack/", both).json();
        assertThat(packed.size()).isEqualTo(1);
        assertThat(packed.get(0).get("attrs").get("meter").asInt()).isEqualTo(2);
    }

    @Test
    void hostileRequestsAreToldWhatIsWrong() {
        SyncHandler handler = handler(create());
        for (String target : List.of(
                ALL + "x",
                ALL + "99999999999",
                ALL + "1&after=x",
                ALL + "1&after=2024-01-01T00:00:00Z!x!1!load",
                ALL + "1&meter=1'%20OR%201=1",
                ALL + "1&kind__regex=.*",
                ALL + "1&since=2024-01-01",
                ALL + "1&after=%2B999999999-01-01T00:00:00Z!1!1!load",
                "/m/updates/?since=%2B999999999-01-01&limit=1",
                "/m/updates/?since=10000-01-01T00:00:00Z&limit=1",
                "/m/updates/?since=%2B10000-01-01T00:00:00Z&limit=1",
                "/m/updates/?since=0001-01-01T00:00:00%2B01:00&limit=1",
                "/m/updates/?since=%FF&limit=1")) {
            Answer answer = Answer.get(handler, target);
            assertThat(answer.status()).as(target).isEqualTo(400);
            assertThat(answer.json().get("detail").asString()).as(target).isNotBlank();
        }
        for (String time : List.of("0001-01-01", "9999-12-31T23:59:59.999999Z")) {
            assertThat(Answer.get(handler, "/m/updates/?limit=1&since=" + time).status())
                    .as(time)
                    .isEqualTo(200);
        }
        for (String host : List.of("", "a b", "evil/path", "x@y", "a:1:2", "a\r\nb")) {
            assertThat(Answer.of(handler, "GET", ALL + 1, Map.of("Host", host), "")
                            .status())
                    .as(host)
                    .isEqualTo(400);
        }
        for (String body : List.of(
                "{",
                "{}",
                "[1]",
                "[[]]",
                "null",
                "[{}]",
                "[] []",
                "[{\"attrs\":[]}]",
                "[{\"attrs\":{\"meter\":null,\"kind\":\"a\"},\"chunk_index\":1}]",
                "[{\"attrs\":{\"meter\":1,\"kind\":\"a\"},\"chunk_index\":{}}]",
                "[".repeat(5000))) {
            assertThat(Answer.get(handler, "/m/pack/", body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void whatKeepsNoTombstonesIsNotPublished() {
        ChunkStore plain = Store.define()
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .table("plain")
                .open(db.dataSource());
        assertThatThrownBy(() -> SyncHandler.builder().publish("m", DjangoProtocol.of(plain)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replicated()");
        ChunkStore django = Store.onDjangoTable("a", "M")
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .sync()
                .open(db.dataSource());
        assertThatThrownBy(() -> SyncHandler.builder().publish("m", django))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("protocol of that application");
        assertThatThrownBy(() -> django.feed().changes(io.holcstore.feed.ChangeCursor.start(), KeyFilter.all(), 1))
                .hasMessageContaining("the table of another application");
    }

    @Test
    void onlyProtocolsOfTheLibraryAreTaken() {
        ChunkStore store = Store.onDjangoTable("a", "M")
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .sync()
                .open(db.dataSource());
        SyncProtocol other = () -> store;
        assertThatThrownBy(() -> SyncHandler.builder().publish("m", other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use one that this library creates");
        assertThatThrownBy(() -> SyncHandler.builder()
                        .publish("m", DjangoProtocol.of(store))
                        .publish("m", DjangoProtocol.of(store)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another store is already published as 'm'");
    }

    /** Over a network, with a body in a GET. */
    @Test
    void aServerAnswersWithLinksToItself() throws Exception {
        ChunkStore store = create();
        store.insertAll(Map.of(key(1), january(1), key(2), january(2)));
        try (SyncServer server = SyncServer.builder()
                .publish("m", DjangoProtocol.of(store))
                .authorize(Authorizer.anyone())
                .start(0)) {
            String start = "http://localhost:" + server.port();
            HttpClient client = HttpClient.newHttpClient();
            String listed = client.send(
                            HttpRequest.newBuilder(URI.create(start + ALL + 1)).build(), BodyHandlers.ofString())
                    .body();
            JsonNode page = JsonMapper.shared().readTree(listed);
            String next = page.get("next").asString();
            assertThat(next).startsWith(start + "/m/updates/?after=");
            String rest = client.send(HttpRequest.newBuilder(URI.create(next)).build(), BodyHandlers.ofString())
                    .body();
            JsonNode second = JsonMapper.shared().readTree(rest).get("results");
            assertThat(second.get(0).get("attrs").get("meter").asInt()).isEqualTo(2);
            HttpRequest pack = HttpRequest.newBuilder(URI.create(start + "/m/pack/"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Content-Type", "application/json")
                    .method("GET", BodyPublishers.ofString(second.toString()))
                    .build();
            assertThat(JsonMapper.shared()
                            .readTree(client.send(pack, BodyHandlers.ofString()).body())
                            .size())
                    .isEqualTo(1);
        }
    }
}

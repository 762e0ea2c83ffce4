package io.holcstore.testkit.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.django.DjangoSyncClient;
import io.holcstore.error.SyncException;
import io.holcstore.http.SyncReport;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our client against a server that answers as the Python application's does. */
abstract class DjangoClientContract extends OnRecordedTable {
    private static final Axis<Integer> VERSION = Axis.of("version", AxisType.INT);
    private static final Axis<String> KIND = Axis.of("kind", AxisType.VARCHAR(20));
    private static final int JANUARY = 24288;
    private static final Instant START = Instant.parse("2023-12-31T23:00:00Z");

    private DjangoServer server;

    DjangoClientContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void startServer() {
        server = new DjangoServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private ChunkStore replica() {
        StoreBuilder definition = Store.define()
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .replicated()
                .table("replica");
        ChunkStore store = definition.open(db.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private DjangoSyncClient client(ChunkStore replica, KeyFilter filter, int pageRows) {
        return DjangoSyncClient.builder(server.endpoint())
                .into(replica)
                .filter(filter)
                .pageRows(pageRows)
                .tries(1)
                .build();
    }

    private static SeriesKey key(int version, String kind) {
        return SeriesKey.of(VERSION.is(version), KIND.is(kind));
    }

    /** A row of January with one value. */
    private static JsonNode row(int version, String updatedAt, double value) {
        double[] values = new double[744];
        Arrays.fill(values, Double.NaN);
        values[0] = value;
        byte[] blob = ChunkCodec.of(Encoding.LZ4, 24).encode(values, 0, values.length);
        return row(version, updatedAt, START.toString(), false, blob);
    }

    private static JsonNode tombstone(int version, String updatedAt) {
        return row(version, updatedAt, START.toString(), true, ChunkCodec.emptyFrame());
    }

    private static JsonNode row(int version, String updatedAt, String start, boolean deleted, byte[] blob) {
        ObjectNode row = JsonMapper.shared().createObjectNode();
        row.putObject("attrs").put("kind", "a").put("version", version);
        row.put("chunk_index", JANUARY);
        row.put("start_ts", start);
        row.put("dtype", "float64");
        row.put("updated_at", "2024-05-01T" + updatedAt + "Z");
        row.put("is_deleted", deleted);
        row.put("data_b64", Base64.getEncoder().encodeToString(blob));
        return row;
    }

    private static double value(ChunkStore store, int version) {
        return store.read(key(version, "a")).orElseThrow().valueAt(0);
    }

    @Test
    void theServerAnswersAsRecorded() {
        int compared = 0;
        for (JsonNode pull : Recording.read("rest-pull.json").get("pulls")) {
            server.have(pull.get("server_rows_after"));
            for (JsonNode exchange : pull.get("exchanges")) {
                JsonNode request = exchange.get("request");
                assertThat(server.answer(
                                request.get("target").asString(),
                                request.get("body").asString(),
                                "127.0.0.1:8802"))
                        .isEqualTo(exchange.get("response").get("body").asString());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(16);
    }

    /** The same pulls as recorded, to the same state: what the server has, tombstones included. */
    @Test
    void theRecordedPullsEndWithWhatTheServerHas() {
        JsonNode recording = Recording.read("rest-pull.json");
        ChunkStore replica = replica();
        int pulls = 0;
        for (JsonNode pull : recording.get("pulls")) {
            server.have(pull.get("server_rows_after"));
            client(replica, KeyFilter.all(), 3).pull();
            assertSame(replica, recording.get("store"), pull.get("server_rows_after"));
            pulls++;
        }
        assertThat(pulls).isEqualTo(6);
        assertThat(client(replica, KeyFilter.all(), 200).pull().chunks()).isZero();
    }

    private static void assertSame(ChunkStore replica, JsonNode definition, JsonNode rows) {
        Map<SeriesKey, Map<Long, Double>> expected = new HashMap<>();
        ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 24);
        for (JsonNode row : rows) {
            if (row.get("is_deleted").asBoolean()) {
                continue;
            }
            byte[] blob = Recording.blob(row);
            int slots = codec.slots("float64", blob);
            double[] values = new double[slots];
            codec.decode("float64", blob, slots, values, 0);
            long start = Instant.parse(row.get("start_ts").asString()).toEpochMilli();
            for (int i = 0; i < slots; i++) {
                if (!Double.isNaN(values[i])) {
                    expected.computeIfAbsent(Recording.key(definition, row.get("attrs")), any -> new HashMap<>())
                            .put(start + i * 3_600_000L, values[i]);
                }
            }
        }
        Map<SeriesKey, Map<Long, Double>> actual = new HashMap<>();
        replica.forEach(KeyFilter.all(), (key, series) -> {
            Map<Long, Double> points = new HashMap<>();
            series.dropNaN().forEach(points::put);
            actual.put(key, points);
        });
        assertThat(actual).isEqualTo(expected);
    }

    /** A transaction that ended late: its rows are older than what was pulled already. */
    @Test
    void rowsThatComeLateAreNotMissed() {
        ChunkStore replica = replica();
        server.have(List.of(row(1, "12:00:00", 1), row(2, "12:05:00", 2)));
        client(replica, KeyFilter.all(), 10).pull();
        server.have(List.of(row(1, "12:00:00", 1), row(2, "12:05:00", 2), row(3, "11:58:00", 3)));
        SyncReport report = client(replica, KeyFilter.all(), 10).pull();
        assertThat(report.chunks()).isEqualTo(1); // the others are here already
        assertThat(value(replica, 3)).isEqualTo(3);
        assertThat(server.takeRequests().get(2)).contains("since=2024-05-01T11%3A55%3A00%2B00%3A00");
    }

    private static JsonNode at(JsonNode row, String updatedAt) {
        return ((ObjectNode) row).put("updated_at", updatedAt);
    }

    /** One writer's clock is years ahead: what others write after that is not missed. */
    @Test
    void aClockThatIsAheadHidesNothing() {
        ChunkStore replica = replica();
        JsonNode ahead = at(row(1, "", 1), "2500-01-01T00:00:00Z");
        server.have(List.of(ahead));
        client(replica, KeyFilter.all(), 10).pull();
        assertThat(value(replica, 1)).isEqualTo(1);
        server.have(List.of(ahead, at(row(2, "", 2), Instant.now().toString())));
        assertThat(client(replica, KeyFilter.all(), 10).pull().chunks()).isEqualTo(1);
        assertThat(value(replica, 2)).isEqualTo(2);
    }

    /** Older than the overlap, so that no pull asks for it; what is here in a later state stays as it is. */
    @Test
    void whatPullsHaveMissedComesWithAResync() {
        ChunkStore replica = replica();
        server.have(List.of(row(1, "12:00:00", 1)));
        DjangoSyncClient client = client(replica, KeyFilter.all(), 1);
        client.pull();
        server.have(List.of(row(1, "11:59:00", 9), row(2, "10:00:00", 2), row(3, "10:00:00", 3)));
        assertThat(client.pull().chunks()).isZero();
        SyncReport report = client.resync();
        assertThat(report.chunks()).isEqualTo(2);
        assertThat(value(replica, 1)).isEqualTo(1);
        assertThat(value(replica, 2)).isEqualTo(2);
        assertThat(value(replica, 3)).isEqualTo(3);
        assertThat(client.resync().chunks()).isZero();
    }

    /** An older state never comes over a newer one, nor is it fetched. */
    @Test
    void whatIsHereIsNotFetchedAgain() {
        ChunkStore replica = replica();
        server.have(List.of(row(1, "12:00:00", 1), tombstone(2, "12:01:00")));
        assertThat(client(replica, KeyFilter.all(), 10).pull().tombstones()).isEqualTo(1);
        server.takeRequests();
        SyncReport report = client(replica, KeyFilter.all(), 10).pull();
        assertThat(report.chunks() + report.tombstones()).isZero();
        assertThat(server.takeRequests()).singleElement().asString().contains("/updates/");
        server.have(List.of(row(1, "11:59:00", 9), tombstone(2, "12:01:00")));
        client(replica, KeyFilter.all(), 10).pull();
        assertThat(value(replica, 1)).isEqualTo(1);
    }

    /** Between two pages the first row is written again and moves to the end. */
    @Test
    void nothingIsSkippedBetweenPages() {
        ChunkStore replica = replica();
        List<JsonNode> before = new ArrayList<>();
        for (int version = 1; version <= 6; version++) {
            before.add(row(version, "12:0" + version + ":00", version));
        }
        server.have(before);
        List<JsonNode> after = new ArrayList<>(before.subList(1, 6));
        after.add(row(1, "12:30:00", 10));
        server.beforeNext(() -> server.beforeNext(() -> server.have(after))); // listing, then its chunks
        client(replica, KeyFilter.all(), 2).pull();
        for (int version = 2; version <= 6; version++) {
            assertThat(value(replica, version)).isEqualTo(version);
        }
        assertThat(value(replica, 1)).isEqualTo(10);
    }

    @Test
    void manyChunksOfOneTimeAreCountedThrough() {
        ChunkStore replica = replica();
        List<JsonNode> rows = new ArrayList<>();
        for (int version = 1; version <= 7; version++) {
            rows.add(row(version, version < 7 ? "12:00:00" : "12:00:01", version));
        }
        server.have(rows);
        client(replica, KeyFilter.all(), 2).pull();
        assertThat(replica.count(KeyFilter.all())).isEqualTo(7);
    }

    @Test
    void afterAFilteredPullAFullOneFetchesEverything() {
        ChunkStore replica = replica();
        server.have(List.of(row(1, "12:00:00", 1), row(2, "15:00:00", 2)));
        client(replica, VERSION.is(2), 10).pull();
        assertThat(replica.count(KeyFilter.all())).isEqualTo(1);
        client(replica, KeyFilter.all(), 10).pull();
        assertThat(value(replica, 1)).isEqualTo(1);
        assertThatThrownBy(() -> client(replica, VERSION.in(1, 2), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("single values");
    }

    /** Such a server then answers 500 for all of them. */
    @Test
    void aRowThatVanishesIsPassedOver() {
        ChunkStore replica = replica();
        List<JsonNode> rows = new ArrayList<>();
        for (int version = 1; version <= 5; version++) {
            rows.add(row(version, "12:00:0" + version, version));
        }
        server.have(rows);
        List<JsonNode> without = new ArrayList<>(rows);
        without.remove(2);
        server.beforeNext(() -> server.beforeNext(() -> server.have(without)));
        assertThat(client(replica, KeyFilter.all(), 10).pull().chunks()).isEqualTo(4);
        assertThat(replica.read(key(3, "a"))).isEmpty();
        assertThat(value(replica, 5)).isEqualTo(5);
    }

    @Test
    void aShiftedGridEndsThePullAndIsNamed() {
        ChunkStore replica = replica();
        byte[] blob = ChunkCodec.of(Encoding.LZ4, 24).encode(new double[744], 0, 744);
        server.have(List.of(row(1, "12:00:00", "2023-12-31T23:00:07Z", false, blob)));
        assertThatThrownBy(() -> client(replica, KeyFilter.all(), 10).pull())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("replica")
                .hasMessageContaining(server.endpoint().toString())
                .hasMessageContaining("version=1, kind=a, chunk 24288")
                .hasMessageContaining("shifted grid");
        assertThat(replica.count(KeyFilter.all())).isZero();
    }

    /** A month of 1900 in Paris, where the Python zone data rounds the offset of +0:09:21. */
    @Test
    void aChunkThatBeginsSecondsLateForTheRoundedOffsetIsStored() {
        ChunkStore replica = replica();
        byte[] blob = ChunkCodec.of(Encoding.LZ4, 24).encode(new double[744], 0, 744);
        JsonNode row = row(1, "12:00:00", "1899-12-31T23:51:00Z", false, blob);
        server.have(List.of(((ObjectNode) row).put("chunk_index", 1900 * 12)));
        client(replica, KeyFilter.all(), 10).pull();
        assertThat(replica.read(key(1, "a")).orElseThrow().firstTimestamp())
                .contains(Instant.parse("1899-12-31T23:50:39Z"));
    }

    @Test
    void aChunkOfNanIsNoneAndLostHoursAreAGap() {
        ChunkStore replica = replica();
        double[] values = new double[744];
        Arrays.fill(values, Double.NaN);
        ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 24);
        byte[] nothing = codec.encode(values, 0, 744);
        Arrays.fill(values, 5);
        byte[] shorter = codec.encode(values, 0, 743);
        server.have(List.of(
                row(1, "12:00:00", START.toString(), false, nothing),
                row(2, "12:00:00", START.toString(), false, shorter)));
        client(replica, KeyFilter.all(), 10).pull();
        assertThat(replica.read(key(1, "a"))).isEmpty();
        assertThat(replica.read(key(2, "a")).orElseThrow().valueCount()).isEqualTo(743);
    }

    @Test
    void timesOutsideTheYears1To9999AreNamed() {
        ChunkStore replica = replica();
        server.have(List.of(at(row(1, "", 1), "9999-12-31T23:59:59.999999Z")));
        client(replica, KeyFilter.all(), 10).pull();
        assertThat(client(replica, KeyFilter.all(), 10).pull().chunks()).isZero();
        for (String time : List.of("+20000-01-01T00:00:00Z", "-5000-01-01T00:00:00Z")) {
            JsonNode page = JsonMapper.shared()
                    .createObjectNode()
                    .set("results", JsonMapper.shared().createArrayNode().add(at(row(2, "", 2), time)));
            server.answerNext(page.toString());
            assertThatThrownBy(() -> client(replica, KeyFilter.all(), 10).pull())
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("updated_at is '" + time + "'")
                    .hasMessageContaining("years 1 to 9999");
        }
    }

    @Test
    void whatIsNoSuchServerIsTold() {
        ChunkStore replica = replica();
        server.close();
        DjangoSyncClient client = DjangoSyncClient.builder(server.endpoint())
                .into(replica)
                .tries(1)
                .overlap(Duration.ofMinutes(1))
                .build();
        assertThatThrownBy(client::pull)
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.isRetryable()).isTrue())
                .hasMessageContaining("page 1");
    }
}

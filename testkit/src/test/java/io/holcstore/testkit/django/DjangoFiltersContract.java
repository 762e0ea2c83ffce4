package io.holcstore.testkit.django;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.django.DjangoProtocol;
import io.holcstore.django.DjangoSyncClient;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncHandler;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of filters as the fields of the Python application read them: its clients write them so, and so does ours when
 * it asks its server.
 */
abstract class DjangoFiltersContract extends OnRecordedTable {
    private static final Axis<Boolean> FLAG = Axis.of("flag", AxisType.BOOLEAN);
    private static final Axis<Instant> RUN = Axis.of("run", AxisType.TIMESTAMP);
    private static final Axis<UUID> SITE = Axis.of("site", AxisType.UUID);
    private static final Axis<LocalDate> DAY = Axis.of("day", AxisType.DATE);
    private static final Axis<Integer> VERSION = Axis.of("version", AxisType.INT);
    private static final Axis<BigDecimal> LIMIT = Axis.of("cap", AxisType.NUMERIC(8, 2));
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final SeriesKey FIRST = key(true, "2024-01-31T10:00:00Z", "6F9619FF-8B86-D011-B42D-00C04FC964FF", 7);
    private static final SeriesKey SECOND =
            key(false, "2024-03-05T00:00:00.250Z", "00000000-0000-0000-0000-00000000000a", 12_000);

    /** What names the first series on each axis, and what the second, as the application's fields take it. */
    private static final Map<String, List<List<String>>> ACCEPTED = Map.of(
            "flag", List.of(List.of("True", "t", "1", "true"), List.of("False", "f", "0", "false")),
            "run",
                    List.of(
                            List.of(
                                    "2024-01-31T10:00:00Z",
                                    "2024-01-31 10:00:00Z",
                                    "2024-01-31 10:00:00",
                                    "2024-01-31 10:00",
                                    "2024-1-31 10:00:00.000000",
                                    "2024-01-31 11:00:00+01:00",
                                    "2024-01-31T11:00:00+0100",
                                    "2024-01-31 11:00:00 +01",
                                    "2024-01-31 05:00:00-05:00"),
                            List.of(
                                    "2024-03-05 00:00:00.25",
                                    "2024-03-05 00:00:00,250+00:00",
                                    "2024-03-05T00:00:00.2500001Z")),
            "site",
                    List.of(
                            List.of(
                                    "6f9619ff-8b86-d011-b42d-00c04fc964ff",
                                    "6F9619FF-8B86-D011-B42D-00C04FC964FF",
                                    "6f9619ff8b86d011b42d00c04fc964ff",
                                    "{6F9619FF8B86D011B42D00C04FC964FF}",
                                    "urn:uuid:6f9619ff-8b86-d011-b42d-00c04fc964ff"),
                            List.of("0000000000000000000000000000000a")),
            "day", List.of(List.of("2024-01-31", "2024-1-31", "20240131"), List.of("2024-03-05", "2024-3-5")),
            "version", List.of(List.of("7", " 7", "+7", "07"), List.of("12000", "12_000")),
            "cap", List.of(List.of("7", "7.00", " 7.0 ", "+7", "7E0"), List.of("12000.00", "12_000", "1.2E4")));

    private static final Map<String, List<String>> REFUSED = Map.of(
            "flag", List.of("TRUE", "yes", "", "2"),
            "run", List.of("2024-13-01 10:00", "2024-01-31 25:00", "now", "2024-01-31 10", "0001-01-01 00:00+01:00"),
            "site", List.of("6f9619ff-8b86-d011-b42d-00c04fc964f", "1-1-1-1-1", "g".repeat(32)),
            "day", List.of("2024-02-30", "31/01/2024", "2024-01-31 10:00", "2024131", "202411"),
            "version", List.of("", "1.0", "_1", "0x10", "3000000000"),
            "cap", List.of("", "NaN", "1__0"));

    DjangoFiltersContract(TestDatabase database) {
        super(database);
    }

    private static SeriesKey key(boolean flag, String run, String site, int version) {
        Instant time = Instant.parse(run);
        return SeriesKey.of(
                FLAG.is(flag),
                RUN.is(time),
                SITE.is(UUID.fromString(site)),
                DAY.is(LocalDate.parse(run.substring(0, 10))),
                VERSION.is(version),
                LIMIT.is(BigDecimal.valueOf(version)));
    }

    private ChunkStore create() {
        StoreBuilder definition = Store.define()
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .replicated()
                .table("runs");
        List.of(FLAG, RUN, SITE, DAY, VERSION, LIMIT).forEach(definition::axis);
        ChunkStore store = definition.open(db.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private static Series one(double value) {
        return Series.builder().add(START, value).build();
    }

    private static SyncHandler handler(ChunkStore store) {
        return SyncHandler.builder()
                .publish("m", DjangoProtocol.of(store))
                .authorize(Authorizer.anyone())
                .build();
    }

    private static String target(String axis, String text) {
        return "/m/updates/?since=2000-01-01T00:00:00Z&limit=9&" + axis + '='
                + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Stream<Integer> versions(JsonNode chunks) {
        return StreamSupport.stream(chunks.spliterator(), false)
                .map(chunk -> chunk.get("attrs").get("version").asInt());
    }

    @Test
    void theServerReadsValuesAsTheApplicationsFieldsDo() {
        ChunkStore store = create();
        store.insertAll(Map.of(FIRST, one(1), SECOND, one(2)));
        SyncHandler handler = handler(store);
        ACCEPTED.forEach((axis, texts) -> {
            for (int i = 0; i < 2; i++) {
                for (String text : texts.get(i)) {
                    Answer answer = Answer.get(handler, target(axis, text));
                    assertThat(answer.status())
                            .as(axis + '=' + text + ' ' + answer.body())
                            .isEqualTo(200);
                    assertThat(versions(answer.json().get("results")))
                            .as(axis + '=' + text)
                            .containsExactly((i == 0 ? FIRST : SECOND).get(VERSION));
                }
            }
        });
        REFUSED.forEach((axis, texts) -> texts.forEach(text -> {
            Answer answer = Answer.get(handler, target(axis, text));
            assertThat(answer.status()).as(axis + '=' + text).isEqualTo(400);
            assertThat(answer.json().get("detail").asString()).contains(axis);
        }));
    }

    /** A blank may be a plus that was not encoded, in filters as in since. */
    @Test
    void timesAreReadAlikeEverywhere() {
        ChunkStore store = create();
        store.insert(FIRST, one(1));
        SyncHandler handler = handler(store);
        for (String time : List.of(
                "2024-01-31T11:00:00+01:00", // the plus stays as it is
                "2024-01-31%2011:00:00+01:00",
                "2024-01-31%2010:00:00",
                "2024-01-31T10:00:00.000Z")) {
            Answer answer = Answer.get(handler, "/m/updates/?limit=9&since=" + time + "&run=" + time);
            assertThat(answer.status()).as(time + answer.body()).isEqualTo(200);
            assertThat(versions(answer.json().get("results"))).as(time).containsExactly(7);
        }
    }

    @Test
    void lookupsAreRefused() {
        Answer answer = Answer.get(handler(create()), target("version__gte", "1"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString())
                .contains("unknown parameter 'version__gte'; known are [after, cap, day, flag,");
    }

    @Test
    void keysOfChunksThatAreAskedForAreReadAlike() {
        ChunkStore store = create();
        store.insert(FIRST, one(1));
        String wanted = "[{\"attrs\":{\"flag\":\"True\",\"run\":\"2024-01-31 10:00:00+00:00\","
                + "\"site\":\"6f9619ff8b86d011b42d00c04fc964ff\",\"day\":\"2024-01-31\",\"version\":\"7\",\"cap\":7},"
                + "\"chunk_index\":24288}]";
        Answer answer = Answer.get(handler(store), "/m/pack/", wanted);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(versions(answer.json())).containsExactly(7);
    }

    /** Its server knows True and False, and answers true and false with 500. */
    @Test
    void theClientWritesBooleansAsTheApplicationsServerReadsThem() {
        ChunkStore replica = create();
        try (DjangoServer server = new DjangoServer()) {
            server.have(List.of(listed(FIRST), listed(SECOND)));
            KeyFilter filter = FLAG.is(true)
                    .and(RUN.is(FIRST.get(RUN)))
                    .and(SITE.is(FIRST.get(SITE)))
                    .and(DAY.is(FIRST.get(DAY)));
            assertThat(DjangoSyncClient.builder(server.endpoint())
                            .into(replica)
                            .filter(filter)
                            .tries(1)
                            .build()
                            .pull()
                            .tombstones())
                    .isEqualTo(1);
            assertThat(server.takeRequests()).singleElement().asString().contains("&flag=True&run=2024-01-31T10%3A00");
        }
    }

    /** A tombstone, for which no data is asked. */
    private static JsonNode listed(SeriesKey key) {
        ObjectNode row = JsonMapper.shared().createObjectNode();
        row.putObject("attrs")
                .put("cap", key.get(LIMIT).toString())
                .put("day", key.get(DAY).toString())
                .put("flag", key.get(FLAG))
                .put("run", key.get(RUN).toString())
                .put("site", key.get(SITE).toString())
                .put("version", key.get(VERSION));
        row.put("chunk_index", 24288);
        row.put("start_ts", START.toString());
        row.put("dtype", "float64");
        row.put("updated_at", "2024-05-01T12:00:00Z");
        row.put("is_deleted", true);
        return row;
    }
}

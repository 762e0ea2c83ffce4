package io.holcstore.testkit.django;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.django.DjangoProtocol;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncHandler;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded requests of the Python application's client get the recorded answers. */
abstract class RecordedRequestsContract extends OnRecordedTable {
    /** Bad requests that were answered 500, and what they are answered here. */
    private static final Map<String, Integer> OTHERWISE = Map.ofEntries(
            Map.entry("since=now", 400), // no time
            Map.entry("store without sync", 404), // not published
            Map.entry("Accept: text/html", 200), // there is JSON alone
            Map.entry("pack POST", 200), // some clients cannot send a body with GET
            Map.entry("pack row missing", 200), // vanished between listing and packing: left out
            Map.entry("pack not underconstrained: several rows", 400), // a key is complete
            Map.entry("pack partial attrs, one row", 400),
            Map.entry("pack lookup in attrs", 400),
            Map.entry("pack attrs with chunk_index inside", 200)); // as it is in answers

    /** Filters are axes with exact values: no operators, no other columns. */
    private static final Set<String> FILTERS = Set.of(
            "lookup kind__startswith",
            "lookup kind__regex",
            "lookup version__gte",
            "lookup version__in as text",
            "filter is_deleted=True",
            "filter id",
            "filter chunk_index",
            "lookup data__contains",
            "lookup data__isnull",
            "lookup data__startswith",
            "filter dtype",
            "filter updated_at__lte",
            "lookup pk",
            "lookup start_ts__year");

    RecordedRequestsContract(TestDatabase database) {
        super(database);
    }

    private static SyncHandler handler(ChunkStore store) {
        return SyncHandler.builder()
                .publish("ym", DjangoProtocol.of(store))
                .authorize(Authorizer.anyone())
                .build();
    }

    /** Our links also say which chunk they come after. */
    private static String withoutAfter(String body) {
        return body.replaceAll("\\?after=[^&\"]*&", "?");
    }

    @Test
    void everyPullIsAnsweredAsRecorded() throws SQLException {
        JsonNode recording = Recording.read("rest-pull.json");
        JsonNode definition = recording.get("store");
        ChunkStore store = open(definition);
        SyncHandler handler = handler(store);
        int compared = 0;
        for (JsonNode pull : recording.get("pulls")) {
            execute("DELETE FROM \"" + store.definition().name() + '"');
            Recording.insert(db.dataSource(), definition, pull.get("server_rows_after"));
            for (JsonNode exchange : pull.get("exchanges")) {
                Answer answer = Answer.recorded(handler, exchange.get("request"));
                assertThat(answer.status()).isEqualTo(200);
                assertThat(withoutAfter(answer.body()))
                        .as(pull.get("label").asString())
                        .isEqualTo(exchange.get("response").get("body").asString());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(16);
    }

    @Test
    void oddRequestsAreAnswered400() throws SQLException {
        JsonNode pulls = Recording.read("rest-pull.json").get("pulls");
        JsonNode recording = Recording.read("rest-errors.json");
        JsonNode definition = recording.get("store");
        ChunkStore store = open(definition);
        Recording.insert(
                db.dataSource(), definition, pulls.get(pulls.size() - 2).get("server_rows_after"));
        SyncHandler handler = handler(store);
        List<String> wrong = new ArrayList<>();
        int same = 0;
        for (JsonNode exchange : recording.get("exchanges")) {
            String label = exchange.get("label").asString();
            JsonNode recorded = exchange.get("response");
            int expected = recorded.get("status").asInt();
            Answer answer = Answer.recorded(handler, exchange.get("request"));
            if (FILTERS.contains(label)) {
                expected = 400;
            } else if (OTHERWISE.containsKey(label)) {
                expected = OTHERWISE.get(label);
            } else if (expected == 500) {
                expected = 400;
            } else if (expected == 200 && !label.startsWith("HEAD")) {
                String whole = recorded.get("body").asString();
                int cut = whole.indexOf(" …(cut)"); // long ones were not kept whole
                if (label.equals("pack version as text") || label.equals("pack same chunk twice")) {
                    assertThat(answer.json().size()).as(label).isEqualTo(1);
                } else if (cut >= 0) {
                    assertThat(answer.body()).as(label).startsWith(whole.substring(0, cut));
                } else if (label.startsWith("pack")) {
                    JsonNode body = JsonMapper.shared().readTree(whole);
                    assertThat(answer.json()).as(label).isEqualTo(body);
                } else {
                    assertThat(withoutAfter(answer.body())).as(label).isEqualTo(whole);
                }
                same++;
            }
            if (answer.status() != expected) {
                wrong.add(label + ": " + answer.status() + " instead of " + expected + " " + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(same).isEqualTo(19);
    }

    @Test
    void linksLeadThroughEverything() throws SQLException {
        JsonNode recording = Recording.read("rest-pull.json");
        JsonNode definition = recording.get("store");
        ChunkStore store = open(definition);
        JsonNode rows = recording.get("pulls").get(0).get("server_rows_after");
        Recording.insert(db.dataSource(), definition, rows);
        SyncHandler handler = handler(store);
        for (int limit = 1; limit <= 4; limit++) {
            List<String> seen = new ArrayList<>();
            String target = "/ym/updates/?since=2000-01-01T00:00:00Z&limit=" + limit;
            while (!target.isEmpty()) {
                Answer answer = Answer.get(handler, target);
                answer.json()
                        .get("results")
                        .forEach(row -> seen.add(row.get("updated_at").asString()));
                target = answer.json().get("next").isNull() ? "" : "/ym" + answer.next();
            }
            assertThat(seen).hasSize(rows.size()).isSorted().doesNotHaveDuplicates();
        }
    }

    static byte[] blob(JsonNode packed) {
        return Base64.getDecoder().decode(packed.get("blob").asString());
    }
}

package io.holcstore.http;

import static io.holcstore.http.Loads.KIND;
import static io.holcstore.http.Loads.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.SyncException;
import io.holcstore.key.KeyFilter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may read what, and how refusals look. */
interface AccessContract extends OverHttp {
    private HttpResponse<String> assertProblem(HttpRequest.Builder request, int status) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).isNotBlank();
        return response;
    }

    private HttpRequest.Builder authorized(String header) {
        return HttpRequest.newBuilder(URI.create(running().base() + "/loads/changes"))
                .header("Authorization", header);
    }

    @Test
    default void onlyTheTokenOpens() throws Exception {
        String bearer = "Bearer " + SyncContract.TOKEN;
        assertThat(send(authorized(bearer)).statusCode()).isEqualTo(200);
        HttpResponse<String> none =
                assertProblem(HttpRequest.newBuilder(URI.create(running().base() + "/loads/changes")), 401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertProblem(authorized(bearer + "x"), 401);
        assertProblem(authorized(bearer.substring(0, bearer.length() - 1)), 401);
        assertProblem(authorized("Bearer"), 401);
        assertProblem(authorized(SyncContract.TOKEN), 401);
        assertProblem(authorized("Basic " + SyncContract.TOKEN), 401);
        assertProblem(authorized(bearer).header("Authorization", bearer), 401);
        // what is published is not told to strangers
        assertProblem(HttpRequest.newBuilder(URI.create(running().base() + "/none/changes")), 401);
        assertThatThrownBy(client().bearerToken("wrong").build()::pull)
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("401")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong"));
    }

    @Test
    default void tokensOpenWhatTheyOpen() throws Exception {
        Loads.fill(source(), 8);
        KeyFilter theirs = KIND.in("base", "été");
        restart(
                Authorizer.bearer(Map.of(
                        SyncContract.TOKEN, Access.forbidden(), "theirs", Access.to(theirs), "all", Access.all())),
                SyncLimits.defaults());
        assertProblem(request("/loads/changes"), 403);
        client().bearerToken("theirs").build().pull();
        assertThat(Loads.rows(replica(), KeyFilter.all()))
                .isEqualTo(Loads.rows(source(), theirs))
                .hasSize(8);
        client().bearerToken("theirs")
                .filter(KIND.is("peak").and(VERSION.is(0)))
                .build()
                .pull();
        assertThat(Loads.rows(replica(), KIND.is("peak"))).isEmpty();
        // a caller who may see more now is told that older changes are missing
        SyncClient all = client().bearerToken("all").build();
        assertThatThrownBy(all::pull).hasMessageContaining("another filter").hasMessageContaining("resync()");
        all.resync();
        Loads.assertEqual(replica(), source());
    }

    @Test
    default void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        restart(
                (store, request) -> calls.incrementAndGet() % 3 != 0
                        ? Access.tooManyRequests(Duration.ofMillis(6500))
                        : Access.all(),
                SyncLimits.defaults());
        HttpResponse<String> response = assertProblem(request("/loads/changes"), 429);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        Loads.fill(source(), 1);
        TestTime time = new TestTime();
        client().time(time).build().pull();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
        Loads.assertEqual(replica(), source());
    }

    @Test
    default void anAuthorizerThatFailsOpensNothing() throws Exception {
        restart(
                (store, request) -> {
                    throw new IllegalStateException("the secret of the server");
                },
                SyncLimits.defaults());
        try (SilentLog log = new SilentLog("io.holcstore.http")) {
            assertThat(assertProblem(request("/loads/changes"), 500).body()).doesNotContain("secret", "IllegalState");
            assertThat(log.messages()).singleElement().asString().contains("the secret of the server");
        }
    }

    @Test
    default void otherMethodsAndPathsAreRefused() throws Exception {
        HttpResponse<String> delete = assertProblem(request("/loads/changes").DELETE(), 405);
        assertThat(delete.headers().firstValue("Allow")).contains("GET, POST");
        assertProblem(request("/loads/changes").method("PUT", BodyPublishers.ofString("x")), 405);
        HttpResponse<String> head = send(request("/loads/changes").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(405);
        assertThat(head.body()).isEmpty();
        for (String path :
                new String[] {"/loads", "/loads/", "/loads/changes/", "/loads/other", "/LOADS/changes", "/x"}) {
            assertProblem(request(path), 404);
        }
    }

    @Test
    default void badParametersAreNamed() throws Exception {
        Map<String, String> wrong = Map.of(
                "limit=0",
                "limit",
                "limit=1&limit=2",
                "2 times",
                "limit=ten",
                "'ten'",
                "cursor=1.2",
                "change cursor",
                "cursor=" + "f".repeat(5000),
                "change cursor",
                "since=2024",
                "unknown parameter 'since'",
                "filter=in:data:1",
                "no axis 'data'",
                "filter=regex:kind:.*",
                "'regex'",
                "filter=in:version:x",
                "'x' is not a valid integer",
                "filter=in:kind:%25",
                "percent-encoded");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            HttpResponse<String> response = assertProblem(request("/loads/changes?" + each.getKey()), 400);
            assertThat(response.body()).contains(each.getValue());
        }
        assertProblem(request("/loads/changes").POST(BodyPublishers.ofString("limit=1")), 400);
        assertProblem(form("limit=1", "/loads/changes?limit=1"), 400);
        assertProblem(form("limit=1&filter=in:version:%", "/loads/changes"), 400);
    }

    private HttpRequest.Builder form(String text, String path) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .POST(BodyPublishers.ofString(text));
    }

    @Test
    default void limitsHold() throws Exception {
        Loads.fill(source(), 4);
        restart(
                Authorizer.bearer(SyncContract.TOKEN),
                SyncLimits.defaults().withPageRows(3).withFormBytes(100).withFilterValues(2));
        SyncReport report = client().pageRows(100).build().pull();
        assertThat(report.pages()).isEqualTo(3);
        Loads.assertEqual(replica(), source());
        assertProblem(form("x".repeat(101), "/loads/changes"), 413);
        assertProblem(form("filter=in:version:1:2:3", "/loads/changes"), 400);
        assertThat(send(form("filter=in:version:1:2", "/loads/changes")).statusCode())
                .isEqualTo(200);
    }

    @Test
    default void longQueriesAreRefused() throws Exception {
        assertProblem(request("/loads/changes?cursor=" + "1".repeat(8192 - 6)), 414);
    }
}

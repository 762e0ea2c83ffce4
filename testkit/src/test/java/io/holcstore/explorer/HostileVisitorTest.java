package io.holcstore.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SilentLog;
import io.holcstore.http.SyncLimits;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Visitors who ask for what is not there, ask wrongly, or come from where they should not. */
final class HostileVisitorTest {
    private static final List<String> ENDPOINTS =
            List.of("series", "values", "totals", "gaps", "versions", "statistics", "feed", "export");

    private static final List<String> NAMES = List.of(
            "series", "filter", "from", "to", "buckets", "version", "asOf", "by", "across", "format", "search", "after",
            "limit", "cursor", "x");

    private static final List<String> VALUES = List.of(
            "",
            "m1",
            "m1:base",
            "1",
            "0",
            "-1",
            "99999999999999999999",
            "m1%3Abase",
            "%",
            "%00",
            "%25ff",
            "%ff",
            "..",
            "in:meter:m1",
            "in:meter",
            "between:meter:a:z",
            "in:area:x",
            "2024-03-30",
            "2024-03-30T10:00Z",
            "+9999-12-31",
            "-253402300800000",
            "253402300799999",
            "csv",
            "parquet",
            "day",
            "true",
            "NaN",
            "'",
            "\"",
            "(?:a",
            "e\u0301",
            "m2:peak:x",
            "2024-02-30",
            "9999-12-31",
            "0001-01-01");

    @RegisterExtension
    final DatabaseExtension database = new DatabaseExtension(TestDatabase.h2Memory());

    private ChunkStore loads;
    private Explorer explorer;
    private Visitor visitor;

    @SuppressWarnings("NullAway.Init") // set before each test
    HostileVisitorTest() {}

    @BeforeEach
    void start() {
        Shown shown = Shown.create(database.dataSource());
        loads = shown.loads();
        explorer = Explorer.of(loads, shown.readings(), shown.forecasts()).start(0);
        visitor = new Visitor(explorer.uri(), "");
    }

    @AfterEach
    void end() {
        explorer.close();
    }

    @Test
    void everyRequestIsAnsweredAndNoneFails() throws Exception {
        SplittableRandom random = new SplittableRandom(Seeds.of(14));
        int answered = 0;
        for (int i = 0; i < 600; i++) {
            String target = anyTarget(random);
            String answer = exchange(getting(target, "localhost"));
            assertThat(answer).as("%d: %s", i, target).startsWith("HTTP/1.1 ");
            int status = Integer.parseInt(answer.substring(9, 12));
            assertThat(status).as("%d: %s%n%s", i, target, answer).isBetween(200, 499);
            assertThat(answer).as("%d: %s", i, target).doesNotContain("\tat ", "io.holcstore", "java.", "SELECT");
            answered += status == 200 ? 1 : 0;
        }
        assertThat(answered).isGreaterThan(20); // so that not all are refused at the door
    }

    private static String anyTarget(SplittableRandom random) {
        String store = List.of("loads", "readings", "forecasts", "none").get(random.nextInt(4));
        StringBuilder target =
                new StringBuilder("/api/" + store + "/" + ENDPOINTS.get(random.nextInt(ENDPOINTS.size())) + "?");
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            target.append(NAMES.get(random.nextInt(NAMES.size())))
                    .append('=')
                    .append(VALUES.get(random.nextInt(VALUES.size())).replace("\"", "%22"))
                    .append(parts > 1 ? "&" : "");
        }
        return target.toString();
    }

    /** Bytes as they are: a client of HTTP would not send most of them. */
    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(explorer.address().getAddress(), explorer.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void anExportThatIsCutDoesNotLookComplete() {
        TimeRange years = TimeRange.of(Shown.start("2000-01-01"), Shown.start("2020-01-01"));
        loads.merge(loads.key("m1", "base"), Shown.constant(years, 50));
        Duration minute = Duration.ofMinutes(1);
        SyncLimits hasty = SyncLimits.defaults().withTimes(minute, minute, Duration.ofMillis(1));
        try (Explorer cutting = Explorer.of(loads).limits(hasty).start(0)) {
            URI export = cutting.uri().resolve("api/loads/export");
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(export).build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void timesAtTheEndOfTheCalendarAreRefused() throws Exception {
        for (String time : List.of("253402300799999", "9999-12-31T23:59:59.999Z", "0001-01-01")) {
            for (String endpoint : List.of("values", "gaps", "totals", "export")) {
                assertThat(visitor.refused("api/loads/" + endpoint + "?series=m1:base&to=" + time, 400))
                        .contains(time, "years 2 to 9998");
            }
        }
    }

    @Test
    void mistakesAreNamed() throws Exception {
        assertThat(visitor.refused("api/loads/values", 400)).contains("names 0 series of loads", "1 to 20");
        assertThat(visitor.refused("api/loads/values?series=m1", 400)).contains("'m1' has 1 values", "[meter, kind]");
        assertThat(visitor.refused("api/forecasts/values?series=x", 400)).contains("series 'x'", "area");
        assertThat(visitor.refused("api/loads/values?series=m1:base&buckets=7", 400))
                .contains("'7'", "100 to 5000");
        assertThat(visitor.refused("api/loads/values?series=m1:base&from=yesterday", 400))
                .contains("from='yesterday'", "2024-03-01", "Europe/Paris");
        assertThat(visitor.refused("api/loads/values?series=m1:base&from=2024-03-02&to=2024-03-01", 400))
                .contains("comes after");
        assertThat(visitor.refused("api/loads/values?series=m1:base&colour=red", 400))
                .contains("unknown parameter 'colour'", "buckets");
        assertThat(visitor.refused("api/loads/values?series=m1:base&series=m1:base&format=xml", 400))
                .contains("'xml'", "csv");
        assertThat(visitor.refused("api/loads/totals?by=hour", 400)).contains("'hour'", "month");
        assertThat(visitor.refused("api/loads/totals?series=m1:base&filter=in:meter:m1", 400))
                .contains("do not go together");
        assertThat(visitor.refused("api/loads/totals?from=0002-02-01&to=9998-01-01", 400))
                .contains("200000", "fewer series");
        assertThat(visitor.refused("api/loads/series?filter=in:colour:red", 400))
                .contains("no axis 'colour'");
        assertThat(visitor.refused("api/loads/series?search=" + "x".repeat(9000), 414))
                .contains("8192");
        assertThat(visitor.refused("api/none/series", 404)).contains("api/stores");
        assertThat(visitor.refused("api/loads", 404)).contains("statistics");
        assertThat(visitor.refused("api/stores?x=1", 400)).contains("unknown parameter 'x'");
        String tooMany = "series=m1:base" + "&series=m2:peak".repeat(2) + sequence(30);
        assertThat(visitor.refused("api/loads/values?" + tooMany, 400)).contains("names 32 series");
    }

    private static String sequence(int count) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append("&series=x").append(i).append(":base");
        }
        return names.toString();
    }

    @Test
    void onlyListedFilesAreServedAndAllAnswersForbidEverythingElse() throws Exception {
        HttpResponse<String> page = visitor.get("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).doesNotContain("<script>", " style=", " onclick=", "src=\"http", "href=\"http");
        HttpResponse<String> plot = visitor.get("assets/uPlot.iife.min.js");
        assertThat(plot.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(plot.body()).contains("uPlot");
        assertThat(visitor.get("assets/uPlot.min.css").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
        for (String path : List.of(
                "assets/",
                "assets/files.txt",
                "assets/Explorer.class",
                "assets/..%2findex.html",
                "files.txt",
                "assets",
                "assets/../api",
                "index.html/",
                "api",
                "api/",
                "favicon.ico")) {
            visitor.refused(path, 404);
        }
        assertThat(exchange(getting("/assets/../../io/holcstore/Store.class", "localhost")))
                .startsWith("HTTP/1.1 404");
        for (HttpResponse<String> answer :
                List.of(page, plot, visitor.get("api/stores"), visitor.get("api/none/series"), visitor.get("x"))) {
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void everyFileOfThePageIsListedAndServed() throws Exception {
        Path folder = Path.of("..", "core", "src", "main", "resources", "io", "holcstore", "explorer");
        List<String> listed = Files.readAllLines(folder.resolve("files.txt"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("files.txt")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
        for (String name : listed) {
            assertThat(visitor.file("assets/" + name).body()).isEqualTo(Files.readAllBytes(folder.resolve(name)));
        }
    }

    @Test
    void nothingIsWrittenAndHeadHasNoBody() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            HttpResponse<String> refused =
                    visitor.send(visitor.request("api/loads/series").method(method, BodyPublishers.noBody()));
            assertThat(Visitor.reason(refused, 405)).contains("GET, HEAD");
            assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
        }
        for (String path : List.of("", "api/stores", "api/loads/series", "api/loads/export")) {
            HttpResponse<String> head = visitor.send(visitor.request(path).method("HEAD", BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }

    /** A page of another site whose name was made to lead to this machine sends that name. */
    @Test
    void otherNamesOfThisMachineAreRefusedWithoutAnAuthorizer() throws Exception {
        for (String host : List.of("localhost", "LOCALHOST:1234", "127.0.0.1:8080", "[::1]")) {
            assertThat(exchange(asking(host))).as(host).startsWith("HTTP/1.1 200");
        }
        for (String host : List.of(
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "localhost:x",
                "[::1]x",
                "0.0.0.0",
                "localhost@evil.example")) {
            assertThat(exchange(asking(host)))
                    .as(host)
                    .startsWith("HTTP/1.1 403")
                    .contains("set an authorizer");
        }
        try (Explorer authorized =
                Explorer.of(loads).authorize(Authorizer.bearer("token")).start(0)) {
            try (Socket socket = new Socket("localhost", authorized.port())) {
                socket.getOutputStream().write(asking("explorer.example").getBytes(StandardCharsets.UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .startsWith("HTTP/1.1 401");
            }
        }
    }

    private static String asking(String host) {
        return getting("/api/stores", host);
    }

    private static String getting(String target, String host) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    @Test
    void aFailureIsLoggedAndNotShown() throws Exception {
        KeyedStore absent = Store.defineKeyed()
                .axis(Axis.of("meter", AxisType.INT))
                .table("secret_table")
                .open(database.dataSource());
        try (SilentLog log = new SilentLog("io.holcstore.explorer");
                Explorer broken = Explorer.of(absent)
                        .limits(SyncLimits.defaults().withQueryLength(100))
                        .start(0)) {
            Visitor asking = new Visitor(broken.uri(), "");
            assertThat(asking.refused("api/secret_table/series", 500)).isEqualTo("the server failed; its log says why");
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("a request of the explorer failed", "secret");
            assertThat(asking.refused("api/secret_table/series?search=" + "x".repeat(100), 414))
                    .contains("100");
        }
    }
}

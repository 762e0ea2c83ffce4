package io.holcstore.testkit.django;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers as the Python application's server does, from rows as they were recorded, faults included:
 * {@link DjangoClientContract} first asks it what was recorded and gets the recorded answers. On a free port of this
 * machine.
 */
final class DjangoServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ENDPOINT = "/sync/ym";

    private final HttpServer server;
    private final AtomicReference<List<JsonNode>> rows = new AtomicReference<>(List.of());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable String> nextAnswer = new AtomicReference<>();
    private volatile Runnable beforeNext = () -> {};

    DjangoServer() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + ENDPOINT);
    }

    /** From now on it has these rows. */
    void have(Iterable<JsonNode> stored) {
        List<JsonNode> all = new ArrayList<>();
        stored.forEach(all::add);
        rows.set(List.copyOf(all));
    }

    List<JsonNode> rows() {
        return rows.get();
    }

    /** Something happens once, before the next request is answered. */
    void beforeNext(Runnable event) {
        beforeNext = event;
    }

    /** It answers this once, whatever it is asked. */
    void answerNext(String answer) {
        nextAnswer.set(answer);
    }

    /** What it was asked since the last time somebody looked: paths with their queries. */
    List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(target);
            Runnable event = beforeNext;
            beforeNext = () -> {};
            event.run();
            String answer = exchange.getRequestMethod().equals("GET")
                    ? answer(target, body, exchange.getRequestHeaders().getFirst("Host"))
                    : null;
            byte[] bytes = (answer == null ? "<h1>Server Error (500)</h1>" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer == null ? "text/html" : "application/json");
            exchange.sendResponseHeaders(answer == null ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The answer, or null for a server error. */
    @Nullable
    String answer(String target, String body, String host) {
        String given = nextAnswer.getAndSet(null);
        if (given != null) {
            return given;
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.endsWith("/updates/")
                ? updates(path, query < 0 ? "" : target.substring(query + 1), host)
                : pack(JSON.readTree(body));
    }

    private @Nullable String updates(String path, String query, String host) {
        Map<String, String> given = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            given.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        if (!given.containsKey("since") || !given.containsKey("limit") || given.containsValue("true")) {
            return null;
        }
        int limit = Integer.parseInt(given.get("limit"));
        int offset = Integer.parseInt(given.getOrDefault("offset", "0"));
        OffsetDateTime since = OffsetDateTime.parse(given.get("since"));
        List<JsonNode> found = rows.get().stream()
                .filter(row -> !time(row).isBefore(since))
                .filter(row -> matches(row, given))
                .sorted(Comparator.comparing(DjangoServer::time))
                .toList();
        ObjectNode page = JSON.createObjectNode();
        page.put("count", found.size());
        page.put("next", offset + limit < found.size() ? link(host + path, given, offset + limit) : null);
        page.put("previous", offset > 0 ? link(host + path, given, offset - limit) : null);
        ArrayNode results = page.putArray("results");
        found.stream().skip(offset).limit(limit).forEach(row -> {
            ObjectNode result = results.addObject();
            for (String member : List.of("attrs", "chunk_index", "dtype", "start_ts", "updated_at", "is_deleted")) {
                result.set(member, row.get(member));
            }
        });
        return JSON.writeValueAsString(page);
    }

    private static OffsetDateTime time(JsonNode row) {
        return OffsetDateTime.parse(row.get("updated_at").asString());
    }

    private static boolean matches(JsonNode row, Map<String, String> given) {
        return given.entrySet().stream()
                .filter(each -> row.get("attrs").has(each.getKey()))
                .allMatch(each -> python(row.get("attrs").get(each.getKey())).equals(each.getValue()));
    }

    /** Booleans are True and False there, as they are written; what else they may be is left to its fields. */
    private static String python(JsonNode value) {
        return value.isBoolean() ? (value.asBoolean() ? "True" : "False") : value.asString();
    }

    private static String link(String place, Map<String, String> given, int offset) {
        Map<String, String> query = new TreeMap<>(given);
        query.remove("offset");
        if (offset > 0) {
            query.put("offset", Integer.toString(offset));
        }
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return "http://" + place + '?' + String.join("&", pairs);
    }

    /** All of them or nothing. */
    private @Nullable String pack(JsonNode wanted) {
        ArrayNode packed = JSON.createArrayNode();
        for (JsonNode each : wanted) {
            JsonNode row = rows.get().stream()
                    .filter(stored -> stored.get("attrs").equals(each.get("attrs"))
                            && stored.get("chunk_index").equals(each.get("chunk_index")))
                    .findFirst()
                    .orElse(null);
            if (row == null) {
                return null;
            }
            ObjectNode one = packed.addObject();
            one.set("blob", row.get("data_b64"));
            ObjectNode attrs = (ObjectNode) row.get("attrs").deepCopy();
            one.set("attrs", attrs.set("chunk_index", row.get("chunk_index")));
            ObjectNode meta = one.putObject("meta");
            for (String member : List.of("dtype", "start_ts", "is_deleted", "updated_at")) {
                meta.set(member, row.get(member));
            }
        }
        return JSON.writeValueAsString(packed);
    }
}

package io.holcstore.testkit.django;

import io.holcstore.http.SyncHandler;
import io.holcstore.http.SyncRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a handler answers to a request, without a network between. */
record Answer(int status, String body) {
    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** The rest of a link behind the path. */
    String next() {
        return json().get("next").asString().replaceFirst(".*/updates/", "/updates/");
    }

    static Answer get(SyncHandler handler, String target) {
        return of(handler, "GET", target, Map.of("Host", "127.0.0.1:8802"), "");
    }

    static Answer get(SyncHandler handler, String target, String json) {
        return of(handler, "GET", target, Map.of("Host", "127.0.0.1:8802", "Content-Type", "application/json"), json);
    }

    /** A request as it was recorded, whose path begins with /sync. */
    static Answer recorded(SyncHandler handler, JsonNode request) {
        Map<String, String> headers = new java.util.HashMap<>();
        request.get("headers")
                .forEach(header ->
                        headers.put(header.get(0).asString(), header.get(1).asString()));
        return of(
                handler,
                request.get("method").asString(),
                request.get("target").asString().replaceFirst("^/sync", ""),
                headers,
                request.get("body").asString());
    }

    static Answer of(SyncHandler handler, String method, String target, Map<String, String> headers, String body) {
        Map<String, List<String>> lower = new java.util.HashMap<>();
        headers.forEach((name, value) -> lower.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(value));
        int query = target.indexOf('?');
        SyncRequest request = new SyncRequest(
                        method,
                        query < 0 ? target : target.substring(0, query),
                        query < 0 ? null : target.substring(query + 1),
                        name -> lower.get(name.toLowerCase(Locale.ROOT)),
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                .reachedBy("http", "/sync");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] status = new int[1];
        try {
            handler.handle(request, (code, all) -> {
                status[0] = code;
                return out;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(status[0], out.toString(StandardCharsets.UTF_8));
    }
}

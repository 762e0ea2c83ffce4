package io.holcstore.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to a request that cannot be fulfilled: status, reason and headers. It is sent as a problem of RFC 9457.
 * Immutable.
 */
public record Problem(int status, String detail, Map<String, String> headers) {
    private static final int MAX_DETAIL = 1000;
    private static final long MAX_RETRY_AFTER = Duration.ofDays(1).toSeconds();

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    public Problem {
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, Map.of());
    }

    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, detail, more);
    }

    /** Sets Retry-After, rounded up to whole seconds: at least one second, at most a day. */
    public Problem retryAfter(Duration duration) {
        Duration longest = Duration.ofSeconds(MAX_RETRY_AFTER);
        Duration capped = duration.compareTo(longest) > 0 ? longest : duration;
        long seconds = capped.plusNanos(999_999_999).toSeconds();
        return with("Retry-After", Long.toString(Math.max(1, Math.min(seconds, MAX_RETRY_AFTER))));
    }

    public Reply reply() {
        byte[] json = json();
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/problem+json");
        all.put("Content-Length", Integer.toString(json.length));
        return new Reply(status, all, false, out -> out.write(json));
    }

    /** Omits the type, which then means about:blank: the status alone distinguishes the problems. */
    private byte[] json() {
        String title = TITLES.getOrDefault(status, "Problem");
        String json = "{\"title\":" + quoted(title) + ",\"status\":" + status + ",\"detail\":"
                + quoted(Quote.shown(detail, MAX_DETAIL)) + '}';
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a JSON string of a text that has no control characters. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

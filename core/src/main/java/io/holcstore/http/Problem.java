package io.holcstore.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a request is not answered with what it asks for: status, reason and headers, sent as a problem of RFC 9457. Immutable. */
record Problem(int status, String detail, Map<String, String> headers) {
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
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    Problem {
        headers = Map.copyOf(headers);
    }

    static Problem of(int status, String detail) {
        return new Problem(status, detail, Map.of());
    }

    Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, detail, more);
    }

    /** Rounded up to whole seconds; at least one, at most a day. */
    Problem retryAfter(Duration duration) {
        Duration longest = Duration.ofSeconds(MAX_RETRY_AFTER);
        Duration capped = duration.compareTo(longest) > 0 ? longest : duration;
        long seconds = capped.plusNanos(999_999_999).toSeconds();
        return with("Retry-After", Long.toString(Math.max(1, Math.min(seconds, MAX_RETRY_AFTER))));
    }

    Reply reply() {
        byte[] json = json();
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/problem+json");
        all.put("Content-Length", Integer.toString(json.length));
        return new Reply(status, all, false, out -> out.write(json));
    }

    private byte[] json() {
        return ProblemJson.write(status, TITLES.getOrDefault(status, "Problem"), detail);
    }

    /**
     * Makes sure that problems can be written when there are some.
     *
     * @throws IllegalStateException when the library for it is not there
     */
    static void requireJson() {
        try {
            of(500, "").json();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "a server of changes needs the library tools.jackson.core:jackson-core on the class path", e);
        }
    }
}

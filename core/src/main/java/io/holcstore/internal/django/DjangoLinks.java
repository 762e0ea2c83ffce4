package io.holcstore.internal.django;

import io.holcstore.internal.http.Parameters;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds links to other pages: the same request to the same host, with another position. */
final class DjangoLinks {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private final String start;
    private final Map<String, List<String>> given = new TreeMap<>();

    /** @throws ProblemException when the request has no valid Host header */
    DjangoLinks(Request request, Parameters parameters, Set<String> names) throws ProblemException {
        String host = request.header("Host").orElse("");
        if (!HOST.matcher(host).matches()) {
            throw ProblemException.badRequest("the request must have one Host header with a host and an optional port");
        }
        this.start = request.scheme() + "://" + host + request.fullPath() + '?';
        names.forEach(name -> given.put(name, parameters.all(name)));
    }

    /**
     * Returns a link.
     *
     * @param offset how many chunks come before that page; omitted when it is 0
     * @param after the last one of them, or null when clients only count
     */
    String to(int limit, int offset, @Nullable String after) {
        Map<String, List<String>> query = new TreeMap<>(given);
        query.put("limit", List.of(Integer.toString(limit)));
        query.put("offset", offset > 0 ? List.of(Integer.toString(offset)) : List.of());
        query.put("after", after == null ? List.of() : List.of(after));
        StringBuilder text = new StringBuilder();
        query.forEach((name, values) -> values.forEach(value -> text.append(text.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value))));
        return start + text;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

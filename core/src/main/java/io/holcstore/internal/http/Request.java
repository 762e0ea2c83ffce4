package io.holcstore.internal.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request of any HTTP server. It is as thread-safe as its arguments.
 *
 * @param path the path below that of the handler, with its leading slash
 * @param queryText the query as received, without its question mark; null when there is none
 * @param headers returns the values of a header, whatever the case of its name
 * @param scheme {@code https} or {@code http}, as the client sees it
 * @param place the path of the handler, without a slash at its end
 * @param address the address of the other end of the connection, which may be a proxy; empty when it is not known
 */
public record Request(
        String method,
        String path,
        @Nullable String queryText,
        Function<String, ? extends @Nullable List<String>> headers,
        InputStream body,
        String scheme,
        String place,
        String address) {
    public Request {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(address, "address");
    }

    /** Returns the same request with the scheme and path that the client used, for answers that contain links. */
    public Request reachedBy(String otherScheme, String otherPlace) {
        return new Request(method, path, queryText, headers, body, otherScheme, otherPlace, address);
    }

    /** Returns the same request with the address of its sender. */
    public Request from(String otherAddress) {
        return new Request(method, path, queryText, headers, body, scheme, place, otherAddress);
    }

    /** Returns the same request with its body in memory. */
    public Request with(byte[] whole) {
        return new Request(method, path, queryText, headers, new ByteArrayInputStream(whole), scheme, place, address);
    }

    /** Returns the query as received, without its question mark. */
    public Optional<String> query() {
        return Optional.ofNullable(queryText);
    }

    /** Returns the whole path that the client used. */
    public String fullPath() {
        return place + path;
    }

    /** Returns the values of a header, one for each occurrence. */
    public List<String> headers(String name) {
        List<String> values = headers.apply(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /**
     * Returns the value of a header that occurs once. Returns empty when the header is missing, and when it occurs more
     * than once and is therefore ambiguous.
     */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}

package io.holcstore.internal.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as any HTTP server has it. As thread-safe as what it was given.
 *
 * @param path below the place of the handler, with its slash
 * @param queryText the query as it came, without its question mark; null when there is none
 * @param headers gives the values of a header, whatever the case of its name
 * @param scheme {@code https} or {@code http}, as the client sees it
 * @param place the path of the handler, without a slash at its end
 * @param address of the other end of the connection, which may be that of a proxy; empty where it is not known
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

    /** The same request with how it came, for answers with links in them. */
    public Request reachedBy(String otherScheme, String otherPlace) {
        return new Request(method, path, queryText, headers, body, otherScheme, otherPlace, address);
    }

    /** The same request with the address of its sender. */
    public Request from(String otherAddress) {
        return new Request(method, path, queryText, headers, body, scheme, place, otherAddress);
    }

    /** The same request with its body in memory. */
    public Request with(byte[] whole) {
        return new Request(method, path, queryText, headers, new ByteArrayInputStream(whole), scheme, place, address);
    }

    /** The query as it came, without its question mark. */
    public Optional<String> query() {
        return Optional.ofNullable(queryText);
    }

    /** The whole path, as the client knows it. */
    public String fullPath() {
        return place + path;
    }

    /** The values of a header, one for each time it came. */
    public List<String> headers(String name) {
        List<String> values = headers.apply(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /**
     * The value of a header that came once; empty when it did not come, and when it came more than once and so says
     * nothing for certain.
     */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}

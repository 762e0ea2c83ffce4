package io.holcstore.http;

import io.holcstore.internal.http.Request;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as any HTTP server has it; what {@link SyncHandler#handle} answers. Holds nothing but what it was given,
 * and is as thread-safe as that.
 */
public final class SyncRequest {
    private final Request request;

    /**
     * A request that came.
     *
     * @param method as it came, {@code GET}
     * @param path below the place of the handler, with its slash: {@code /loads/changes}
     * @param query as it came, percent signs and all, without its question mark; null when there is none
     * @param headers gives the values of a header, whatever the case of its name; null or an empty list when it did not
     *     come
     * @param body read at most once, and only as far as it may be long; closed by who made it
     */
    public SyncRequest(
            String method,
            String path,
            @Nullable String query,
            Function<String, ? extends @Nullable List<String>> headers,
            InputStream body) {
        this(new Request(method, path, query, headers, body, "http", "", ""));
    }

    private SyncRequest(Request request) {
        this.request = request;
    }

    /** The request as endpoints see it. */
    Request request() {
        return request;
    }

    /**
     * The same request with how it came, for answers with links in them. Without it, {@code http} and no place.
     *
     * @param scheme {@code http} or {@code https}, as the client sees it
     * @param place the path of the handler, without a slash at its end: {@code /sync}, or nothing
     */
    public SyncRequest reachedBy(String scheme, String place) {
        return new SyncRequest(request.reachedBy(scheme, place));
    }

    /**
     * The same request with the address of its sender, by which {@link Authorizer#caller} tells callers apart. Without
     * it, an empty text.
     *
     * @param address of the other end of the connection
     */
    public SyncRequest from(String address) {
        return new SyncRequest(request.from(address));
    }

    /** The address of the other end of the connection, which may be that of a proxy; empty where it is not known. */
    public String address() {
        return request.address();
    }

    /** The method in capitals: {@code GET}, {@code POST}. */
    public String method() {
        return request.method();
    }

    /** The path below the place of the handler: {@code /loads/changes}. */
    public String path() {
        return request.path();
    }

    /** The query as it came, without its question mark. */
    public Optional<String> query() {
        return request.query();
    }

    /** The values of a header, one for each time it came. */
    public List<String> headers(String name) {
        return request.headers(name);
    }

    /**
     * The value of a header that came once; empty when it did not come, and when it came more than once and so says
     * nothing for certain.
     */
    public Optional<String> header(String name) {
        return request.header(name);
    }
}

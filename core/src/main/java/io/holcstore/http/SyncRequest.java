package io.holcstore.http;

import io.holcstore.internal.http.Request;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request of any HTTP server, which {@link SyncHandler#handle} answers. It holds only its arguments, and is as
 * thread-safe as they are.
 */
public final class SyncRequest {
    private final Request request;

    /**
     * Creates a request.
     *
     * @param method the method as received, such as {@code GET}
     * @param path the path below that of the handler, with its leading slash: {@code /loads/changes}
     * @param query the query as received, still percent-encoded, without its question mark; null when there is none
     * @param headers returns the values of a header, whatever the case of its name; null or an empty list when the
     *     header is missing
     * @param body the body; read at most once, and only up to the longest permitted length; the creator of the request
     *     closes it
     */
    public SyncRequest(
            String method,
            String path,
            @Nullable String query,
            Function<String, ? extends @Nullable List<String>> headers,
            InputStream body) {
        this(new Request(method, path, query, headers, body, "http", "", ""));
    }

    SyncRequest(Request request) {
        this.request = request;
    }

    /** Returns the request as endpoints see it. */
    Request request() {
        return request;
    }

    /**
     * Returns the same request with the scheme and path that the client used, for answers that contain links. Without
     * this call, they are {@code http} and an empty path.
     *
     * @param scheme {@code http} or {@code https}, as the client sees it
     * @param place the path of the handler, without a slash at its end: {@code /sync}, or an empty text
     */
    public SyncRequest reachedBy(String scheme, String place) {
        return new SyncRequest(request.reachedBy(scheme, place));
    }

    /**
     * Returns the same request with the address of its sender, by which {@link Authorizer#caller} distinguishes
     * callers. Without this call, the address is an empty text.
     *
     * @param address the address of the other end of the connection
     */
    public SyncRequest from(String address) {
        return new SyncRequest(request.from(address));
    }

    /**
     * Returns the address of the other end of the connection, which may be a proxy, or an empty text when it is not
     * known.
     */
    public String address() {
        return request.address();
    }

    /** Returns the method in capitals: {@code GET}, {@code POST}. */
    public String method() {
        return request.method();
    }

    /** Returns the path below that of the handler: {@code /loads/changes}. */
    public String path() {
        return request.path();
    }

    /** Returns the query as received, without its question mark. */
    public Optional<String> query() {
        return request.query();
    }

    /** Returns the values of a header, one for each occurrence. */
    public List<String> headers(String name) {
        return request.headers(name);
    }

    /**
     * Returns the value of a header that occurs once. Returns empty when the header is missing, and when it occurs more
     * than once and is therefore ambiguous.
     */
    public Optional<String> header(String name) {
        return request.header(name);
    }
}

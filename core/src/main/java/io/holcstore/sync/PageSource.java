package io.holcstore.sync;

import io.holcstore.error.SyncException;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChangeCursor;
import io.holcstore.store.ChangePage;
import io.holcstore.store.StoreDefinition;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages of a published store: asks for one, and tells what came of it. Thread-safe. */
final class PageSource {
    private static final int SHOWN = 500;
    private static final int LONGEST_QUERY = 2000;
    private static final int CONFLICT = 409;

    private final HttpClient client;
    private final URI uri;
    private final @Nullable Supplier<String> token;
    private final KeyFilter filter;
    private final int pageRows;
    private final int pageBytes;
    private final Map<String, String> shape;
    private final List<Axis<?>> axes;
    private final Time time;

    PageSource(SyncClientBuilder builder, HttpClient client, StoreDefinition definition) {
        this.client = client;
        this.uri = URI.create(builder.uri + "/" + ChangesEndpoint.PATH);
        this.token = builder.token;
        this.filter = builder.filter;
        this.pageRows = builder.pageRows;
        this.pageBytes = builder.pageBytes;
        this.shape = definition.shape();
        this.axes = definition.axes();
        this.time = builder.time;
    }

    /** A page with what it took. */
    record Fetched(ChangePage page, long bytes, long askedAtNanos) {}

    /** A request on its way. */
    record Call(ChangeCursor cursor, CompletableFuture<HttpResponse<byte[]>> answer, long askedAtNanos) {
        void cancel() {
            answer.cancel(true);
        }
    }

    /** Asks for the page after a cursor, without waiting for it. */
    Call ask(ChangeCursor cursor) {
        HttpRequest.Builder request =
                request(cursor).header("Accept", PageFormat.CONTENT_TYPE + ", application/problem+json");
        if (token != null) {
            request.header("Authorization", "Bearer " + BearerTokens.check(token.get()));
        }
        return new Call(cursor, client.sendAsync(request.build(), info -> new BoundedBody(pageBytes)), time.nanos());
    }

    /** A GET, or where that could be too long for proxies, the same as a POST. */
    private HttpRequest.Builder request(ChangeCursor cursor) {
        StringBuilder form = new StringBuilder();
        form.append(ChangesEndpoint.CURSOR).append('=').append(encode(cursor.toString()));
        form.append('&').append(ChangesEndpoint.LIMIT).append('=').append(pageRows);
        for (String condition : FilterParameters.write(filter)) {
            form.append('&').append(ChangesEndpoint.FILTER).append('=').append(encode(condition));
        }
        if (form.length() <= LONGEST_QUERY) {
            return HttpRequest.newBuilder(URI.create(uri + "?" + form)).GET();
        }
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The page that was asked for.
     *
     * @throws TransientException when another try may succeed
     * @throws SyncException when none can
     * @throws CancellationException when the call was cancelled
     */
    Fetched await(Call call, Duration atMost) throws TransientException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = call.answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            call.cancel();
            throw new TransientException("no answer within " + atMost, Duration.ZERO, e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
        byte[] body = response.body();
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        String type = response.headers().firstValue("Content-Type").orElse("nothing");
        if (!type.equals(PageFormat.CONTENT_TYPE)) {
            throw permanent("expected " + PageFormat.CONTENT_TYPE + " but got " + Quote.shown(type, SHOWN)
                    + "; check that the URI is that of a store on a sync server of this version");
        }
        try {
            ChangePage page = PageReader.read(body, shape, axes, filter, call.cursor, pageRows);
            return new Fetched(page, body.length, call.askedAtNanos);
        } catch (PageReader.DamagedPageException e) {
            throw new TransientException(String.valueOf(e.getMessage()), Duration.ZERO, e);
        } catch (PageReader.NoPageException e) {
            throw permanent(e.getMessage() + "; check that both sides have the same definition and version");
        }
    }

    private static TransientException failed(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BoundedBody.TooLongException) {
                throw permanent(each.getMessage() + "; ask for fewer with pageRows, or take more with pageBytes");
            }
        }
        if (cause instanceof IOException) {
            String message = cause.getMessage() == null ? "" : ": " + Quote.shown(cause.getMessage(), SHOWN);
            return new TransientException(cause.getClass().getSimpleName() + message, Duration.ZERO, cause);
        }
        throw new SyncException("the request failed: " + cause, cause, false);
    }

    private TransientException refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String said = new String(response.body(), StandardCharsets.UTF_8);
        String answer = "the server answered " + status + (said.isBlank() ? "" : ": " + Quote.shown(said, SHOWN));
        return switch (status) {
            case 408, 425, 429, 500, 502, 503, 504 -> new TransientException(answer, retryAfter(response), null);
            case 401, 403 -> throw permanent(answer + "; check the bearer token and what it opens");
            case 404 -> throw permanent(answer + "; check the URI: it ends in the name the store is published under");
            case CONFLICT ->
                throw permanent(answer + "; call resync(), which starts over, keeps what is still there, and deletes"
                        + " what the source no longer has");
            default ->
                throw permanent(
                        status / 100 == 3
                                ? answer + "; use the URI it leads to, or an HttpClient that follows redirects"
                                : answer);
        };
    }

    private static SyncException permanent(String message) {
        return new SyncException(message, null, false);
    }

    /** By the server's own clock, where it says what time it is. */
    private Duration retryAfter(HttpResponse<?> response) {
        Instant now =
                response.headers().firstValue("Date").flatMap(Backoff::date).orElseGet(time::now);
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(header -> Backoff.retryAfter(header, now))
                .orElse(Duration.ZERO);
    }
}

package io.holcstore.internal.http;

import io.holcstore.error.StoreException;
import io.holcstore.error.SyncException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests, and distinguishes failures that may pass from those that do not. Thread-safe. */
public final class Exchange {
    public static final int SHOWN = 500;
    private static final int CONFLICT = 409;

    private final HttpClient client;
    private final @Nullable Supplier<String> token;
    private final String uri;
    private final int pageBytes;
    private final Time time;

    /** The size of the last answer, which is a good estimate for the next one. */
    private volatile int lastSize;

    public Exchange(SyncSettings settings) {
        this.client = settings.client();
        this.token = settings.token();
        this.uri = settings.uri();
        this.pageBytes = settings.pageBytes();
        this.time = settings.time();
    }

    public CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token(token));
        }
        return client.sendAsync(request.build(), info -> new BoundedBody(pageBytes, lastSize));
    }

    /** Returns the token. A supplier may request it from elsewhere, so its failure may pass. */
    private static String token(Supplier<String> token) {
        try {
            return BearerToken.check(Objects.requireNonNull(token.get(), "the token is null"));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SyncException(
                    "the supplier of the bearer token failed: " + Quote.shown(e.toString(), SHOWN),
                    e,
                    e instanceof UncheckedIOException);
        }
    }

    /**
     * Waits for the answer to a request and returns it.
     *
     * @throws TransientException when another try may succeed
     * @throws SyncException when another try cannot succeed
     * @throws java.util.concurrent.CancellationException when the call was cancelled
     */
    public HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, Duration atMost)
            throws TransientException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TransientException("no answer within " + atMost, Duration.ZERO, e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        lastSize = response.body().length;
        return response;
    }

    private static TransientException failed(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BoundedBody.TooLongException) {
                throw permanent(
                        each.getMessage() + "; request fewer changes with pageRows, or allow more with pageBytes");
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
            case 408, 425, 429, 500, 502, 503, 504 -> new TransientException(answer, retryAfter(response), status);
            case 401, 403 -> throw permanent(answer + "; check the bearer token and its access", status);
            case 404 ->
                throw permanent(answer + "; check the URI: it ends with the name of the published store", status);
            case CONFLICT ->
                throw permanent(
                        answer + "; to continue, close the followers of this SyncClient and call its resync() once;"
                                + " where the answer asks for beginEpoch(), the operator of the source calls that"
                                + " first. resync() pulls everything again, keeps what is the same, and deletes what"
                                + " the source no longer has",
                        status);
            default ->
                throw permanent(status / 100 == 3 ? Redirect.message(response, token != null, uri) : answer, status);
        };
    }

    private static SyncException permanent(String message, int status) {
        return new SyncException(message, null, false, null, null, status);
    }

    public static SyncException permanent(String message) {
        return new SyncException(message, null, false);
    }

    /** Returns the requested wait. A date is compared with the server's own clock when the answer contains it. */
    private Duration retryAfter(HttpResponse<?> response) {
        Instant now =
                response.headers().firstValue("Date").flatMap(Backoff::date).orElseGet(time::now);
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(header -> Backoff.retryAfter(header, now))
                .orElse(Duration.ZERO);
    }
}

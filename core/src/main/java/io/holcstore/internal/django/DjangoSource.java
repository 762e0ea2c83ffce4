package io.holcstore.internal.django;

import io.holcstore.error.SyncException;
import io.holcstore.internal.http.Exchange;
import io.holcstore.internal.http.SyncSettings;
import io.holcstore.internal.http.TransientException;
import io.holcstore.key.Axis;
import io.holcstore.key.Condition;
import io.holcstore.key.KeyFilter;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends requests to a server of the Python application and reads its answers. Thread-safe. */
public final class DjangoSource {
    private static final String JSON = "application/json";

    private final Exchange exchange;
    private final String uri;
    private final String filter;
    private final List<Axis<?>> axes;

    /** The most chunks in one answer. A server may send more than requested. */
    private final int maxChunks;

    DjangoSource(SyncSettings settings) {
        this.exchange = new Exchange(settings);
        this.uri = settings.uri();
        this.filter = query(settings.filter());
        this.axes = settings.replica().definition().axes();
        this.maxChunks = Math.max(settings.pageRows(), 10_000);
    }

    /**
     * Returns a filter as query parameters. Such a server accepts one value for each axis.
     *
     * @throws IllegalArgumentException when the filter has any other condition
     */
    public static String query(KeyFilter filter) {
        StringBuilder query = new StringBuilder();
        for (Condition condition : filter.conditions()) {
            if (!(condition instanceof Condition.In<?> in) || in.values().size() != 1) {
                throw new IllegalArgumentException(
                        "the filter has " + condition
                                + "; a server of the Python application only filters by single values: use axis.is(value), or no filter");
            }
            query.append('&').append(DjangoLinks.encode(condition.axis().name()));
            query.append('=')
                    .append(DjangoLinks.encode(DjangoValues.text(in.values().get(0))));
        }
        return query.toString();
    }

    /** A request whose answer has not been read yet. */
    record Call<T>(CompletableFuture<HttpResponse<byte[]>> answer, Reading<T> reading) {
        void cancel() {
            answer.cancel(true);
        }
    }

    /** Reads an answer. */
    interface Reading<T> {
        T read(byte[] body) throws DjangoReader.NoChunksException;
    }

    /** Requests the list of chunks that were written since a time, without the first {@code offset} of them. */
    Call<DjangoReader.Listing> list(Instant since, int limit, int offset) {
        String time = DjangoJson.time(since).replace("Z", "+00:00");
        String query = "?since=" + DjangoLinks.encode(time) + "&limit=" + limit
                + (offset > 0 ? "&offset=" + offset : "") + filter;
        HttpRequest.Builder request = request(UpdatesEndpoint.PATH + query).GET();
        return new Call<>(exchange.send(request), body -> DjangoReader.listing(body, axes, maxChunks));
    }

    /** Requests the current state of these chunks with their data. */
    Call<List<DjangoChunk>> pack(List<DjangoChunk> chunks) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        DjangoJson.write(
                json -> {
                    json.writeStartArray();
                    chunks.forEach(chunk -> DjangoJson.writeListed(json, chunk));
                    json.writeEndArray();
                },
                text);
        HttpRequest.Builder request = request(PackEndpoint.PATH)
                .header("Content-Type", JSON)
                .method("GET", BodyPublishers.ofByteArray(text.toByteArray()));
        return new Call<>(exchange.send(request), body -> DjangoReader.packed(body, axes, maxChunks));
    }

    /**
     * Waits for the answer to a request and returns it.
     *
     * @param onAnswer runs when the answer has arrived, before it is read
     */
    <T> T await(Call<T> call, Duration atMost, Runnable onAnswer) throws TransientException, InterruptedException {
        byte[] body = exchange.await(call.answer, atMost).body();
        onAnswer.run();
        try {
            return call.reading.read(body);
        } catch (DjangoReader.NoChunksException e) { // may pass: an answer that was cut off looks like this
            throw new TransientException("the answer cannot be read: " + e.getMessage(), Duration.ZERO, e);
        }
    }

    /**
     * Starts a request. It uses HTTP/1.1, because such servers support nothing else and cannot handle an upgrade with a
     * body.
     */
    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(uri + '/' + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", JSON);
    }

    static SyncException notAPage(String message) {
        return Exchange.permanent(message + "; check that the URI is that of an endpoint of the Python application");
    }
}

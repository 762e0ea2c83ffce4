package io.holcstore.sync;

import io.holcstore.error.SyncException;
import io.holcstore.key.Axis;
import io.holcstore.key.Condition;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ReferenceChunk;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks a server of the Python application, and tells what came of it. Thread-safe. */
final class ReferenceSource {
    private static final String JSON = "application/json";

    private final Exchange exchange;
    private final String uri;
    private final String filter;
    private final List<Axis<?>> axes;

    /** A server may send more of them than it was asked for. */
    private final int maxChunks;

    ReferenceSource(SyncClientBuilder settings, HttpClient http, List<Axis<?>> axes) {
        this.exchange = new Exchange(settings, http);
        this.uri = settings.uri;
        this.filter = query(settings.filter);
        this.axes = axes;
        this.maxChunks = Math.max(settings.pageRows, 10_000);
    }

    /**
     * A filter as such a server takes it, each axis once with one value.
     *
     * @throws IllegalArgumentException when it is another one
     */
    static String query(KeyFilter filter) {
        StringBuilder query = new StringBuilder();
        for (Condition condition : filter.conditions()) {
            if (!(condition instanceof Condition.In<?> in) || in.values().size() != 1) {
                throw new IllegalArgumentException(
                        "the filter has " + condition
                                + "; a server of the Python application takes single values of axes alone: filter with axis.is(value), or not at all");
            }
            query.append('&').append(ReferenceLinks.encode(condition.axis().name()));
            query.append('=')
                    .append(ReferenceLinks.encode(
                            ReferenceValues.text(in.values().get(0))));
        }
        return query.toString();
    }

    /** What was written since a time, from the so-many-th chunk on. */
    ReferenceReader.Listing list(Instant since, int limit, int offset, Duration atMost)
            throws TransientException, InterruptedException {
        String time = ReferenceJson.time(since).replace("Z", "+00:00");
        String query = "?since=" + ReferenceLinks.encode(time) + "&limit=" + limit
                + (offset > 0 ? "&offset=" + offset : "") + filter;
        HttpRequest.Builder request = request(UpdatesEndpoint.PATH + query).GET();
        byte[] body = body(request, atMost);
        try {
            return ReferenceReader.listing(body, axes, maxChunks);
        } catch (ReferenceReader.NoChunksException e) {
            throw unreadable(e);
        }
    }

    /** These chunks with their data, as they are now. */
    List<ReferenceChunk> pack(List<ReferenceChunk> chunks, Duration atMost)
            throws TransientException, InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ReferenceJson.write(
                json -> {
                    json.writeStartArray();
                    chunks.forEach(chunk -> ReferenceJson.writeListed(json, chunk));
                    json.writeEndArray();
                },
                text);
        HttpRequest.Builder request = request(PackEndpoint.PATH)
                .header("Content-Type", JSON)
                .method("GET", BodyPublishers.ofByteArray(text.toByteArray()));
        byte[] body = body(request, atMost);
        try {
            return ReferenceReader.packed(body, axes, maxChunks);
        } catch (ReferenceReader.NoChunksException e) {
            throw unreadable(e);
        }
    }

    /** Such servers know HTTP/1.1 alone, and no offer of more with a body. */
    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(uri + '/' + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", JSON);
    }

    private byte[] body(HttpRequest.Builder request, Duration atMost) throws TransientException, InterruptedException {
        HttpResponse<byte[]> response = exchange.await(exchange.send(request), atMost);
        return response.body();
    }

    /** An answer that was cut reads like this too. */
    private static TransientException unreadable(ReferenceReader.NoChunksException e) {
        return new TransientException("the answer cannot be read: " + e.getMessage(), Duration.ZERO, e);
    }

    static SyncException notAPage(String message) {
        return Exchange.permanent(message + "; check that the URI is that of an endpoint of the Python application");
    }
}

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

/** Asks a server of the Python application, and tells what came of it. Thread-safe. */
public final class DjangoSource {
    private static final String JSON = "application/json";

    private final Exchange exchange;
    private final String uri;
    private final String filter;
    private final List<Axis<?>> axes;

    /** A server may send more of them than it was asked for. */
    private final int maxChunks;

    DjangoSource(SyncSettings settings) {
        this.exchange = new Exchange(settings);
        this.uri = settings.uri();
        this.filter = query(settings.filter());
        this.axes = settings.replica().definition().axes();
        this.maxChunks = Math.max(settings.pageRows(), 10_000);
    }

    /**
     * A filter as such a server takes it, each axis once with one value.
     *
     * @throws IllegalArgumentException when it is another one
     */
    public static String query(KeyFilter filter) {
        StringBuilder query = new StringBuilder();
        for (Condition condition : filter.conditions()) {
            if (!(condition instanceof Condition.In<?> in) || in.values().size() != 1) {
                throw new IllegalArgumentException(
                        "the filter has " + condition
                                + "; a server of the Python application takes single values of axes alone: filter with axis.is(value), or not at all");
            }
            query.append('&').append(DjangoLinks.encode(condition.axis().name()));
            query.append('=')
                    .append(DjangoLinks.encode(DjangoValues.text(in.values().get(0))));
        }
        return query.toString();
    }

    /** A request on its way. */
    record Call<T>(CompletableFuture<HttpResponse<byte[]>> answer, Reading<T> reading) {
        void cancel() {
            answer.cancel(true);
        }
    }

    /** How an answer is read. */
    interface Reading<T> {
        T read(byte[] body) throws DjangoReader.NoChunksException;
    }

    /** Asks for what was written since a time, from the so-many-th chunk on. */
    Call<DjangoReader.Listing> list(Instant since, int limit, int offset) {
        String time = DjangoJson.time(since).replace("Z", "+00:00");
        String query = "?since=" + DjangoLinks.encode(time) + "&limit=" + limit
                + (offset > 0 ? "&offset=" + offset : "") + filter;
        HttpRequest.Builder request = request(UpdatesEndpoint.PATH + query).GET();
        return new Call<>(exchange.send(request), body -> DjangoReader.listing(body, axes, maxChunks));
    }

    /** Asks for these chunks with their data, as they are now. */
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
     * The answer to what was asked.
     *
     * @param onAnswer run once it is here, before it is read
     */
    <T> T await(Call<T> call, Duration atMost, Runnable onAnswer) throws TransientException, InterruptedException {
        byte[] body = exchange.await(call.answer, atMost).body();
        onAnswer.run();
        try {
            return call.reading.read(body);
        } catch (DjangoReader.NoChunksException e) { // as an answer reads that was cut
            throw new TransientException("the answer cannot be read: " + e.getMessage(), Duration.ZERO, e);
        }
    }

    /** Such servers know HTTP/1.1 alone, and no offer of more with a body. */
    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(uri + '/' + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", JSON);
    }

    static SyncException notAPage(String message) {
        return Exchange.permanent(message + "; check that the URI is that of an endpoint of the Python application");
    }
}

package io.holcstore.http;

import io.holcstore.error.SyncException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.http.Exchange;
import io.holcstore.internal.http.FilterParameters;
import io.holcstore.internal.http.PageFormat;
import io.holcstore.internal.http.PageFormats;
import io.holcstore.internal.http.PageReader;
import io.holcstore.internal.http.Quote;
import io.holcstore.internal.http.SyncSettings;
import io.holcstore.internal.http.Time;
import io.holcstore.internal.http.TransientException;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.StoreDefinition;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Requests the pages of a published store. Thread-safe. */
final class PageSource {
    private static final int LONGEST_QUERY = 2000;

    private final Exchange exchange;
    private final URI uri;
    private final KeyFilter filter;
    private final int pageRows;
    private final Map<String, String> shape;
    private final List<Axis<?>> axes;
    private final Time time;
    private final PageFormats formats;

    PageSource(SyncSettings settings) {
        this(settings, PageFormats.KNOWN);
    }

    PageSource(SyncSettings settings, PageFormats formats) {
        StoreDefinition definition = settings.replica().definition();
        this.exchange = new Exchange(settings);
        this.uri = URI.create(settings.uri() + "/" + ChangesEndpoint.PATH);
        this.filter = settings.filter();
        this.pageRows = settings.pageRows();
        this.shape = definition.shape();
        this.axes = definition.axes();
        this.time = settings.time();
        this.formats = formats;
    }

    /** A page, its size, and the time of its request. */
    record Fetched(ChangePage page, long bytes, long askedAtNanos) {}

    /** A request whose answer has not been read yet. */
    record Call(ChangeCursor cursor, CompletableFuture<HttpResponse<byte[]>> answer, long askedAtNanos) {
        void cancel() {
            answer.cancel(true);
        }
    }

    /** Requests the page after a cursor, without waiting for it. */
    Call ask(ChangeCursor cursor) {
        HttpRequest.Builder request = request(cursor).header("Accept", formats.accept());
        return new Call(cursor, exchange.send(request), time.nanos());
    }

    /** Returns a GET request, or a POST request when the query could be too long for proxies. */
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
     * Waits for the page of a call and returns it.
     *
     * @throws TransientException when another try may succeed
     * @throws SyncException when another try cannot succeed
     * @throws CancellationException when the call was cancelled
     */
    Fetched await(Call call, Duration atMost) throws TransientException, InterruptedException {
        HttpResponse<byte[]> response = exchange.await(call.answer, atMost);
        byte[] body = response.body();
        String type = response.headers().firstValue("Content-Type").orElse("nothing");
        if (!isPage(type)) {
            throw Exchange.permanent("expected " + PageFormat.CONTENT_TYPE + " but got "
                    + Quote.shown(type, Exchange.SHOWN) + "; check that the URI is that of a store on a sync server");
        }
        try {
            ChangePage page = formats.read(body, new PageFormats.Asked(shape, axes, filter, call.cursor, pageRows));
            return new Fetched(page, body.length, call.askedAtNanos);
        } catch (PageReader.DamagedPageException e) {
            throw new TransientException(String.valueOf(e.getMessage()), Duration.ZERO, e);
        } catch (PageReader.NoPageException e) {
            throw Exchange.permanent(e.getMessage() + "; check that both sides have the same definition");
        }
    }

    /** Returns whether this is the media type of pages, in any version: the page itself contains its version. */
    private static boolean isPage(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().equalsIgnoreCase(PageFormat.CONTENT_TYPE);
    }
}

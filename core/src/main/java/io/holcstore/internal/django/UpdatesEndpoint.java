package io.holcstore.internal.django;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.Parameters;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Quote;
import io.holcstore.internal.http.Reply;
import io.holcstore.internal.http.Request;
import io.holcstore.internal.time.Micros;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.ChunkStore;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lists what was written since a time, page by page, as the Python application does. */
final class UpdatesEndpoint implements Endpoint {
    static final String PATH = "updates/";
    static final String SINCE = "since";
    static final String LIMIT = "limit";
    static final String OFFSET = "offset";

    /** A parameter in links of this library only: the last chunk of the previous page. */
    private static final String AFTER = "after";

    private final ChunkStore store;
    private final int pageRows;
    private final int queryLength;
    private final Set<String> parameters;

    UpdatesEndpoint(ChunkStore store, int pageRows, int queryLength) {
        this.store = store;
        this.pageRows = pageRows;
        this.queryLength = queryLength;
        this.parameters = new HashSet<>(Set.of(SINCE, LIMIT, OFFSET, AFTER));
        store.definition().axes().forEach(axis -> parameters.add(axis.name()));
    }

    @Override
    public Set<String> methods() {
        return new TreeSet<>(Set.of("GET", "HEAD"));
    }

    @Override
    public Reply answer(Request request, KeyFilter allowed) throws ProblemException, IOException {
        Parameters given = Parameters.of(request, parameters, queryLength);
        Instant since = time(SINCE, given.one(SINCE).orElseThrow(() -> missing(SINCE)));
        int limit = number(LIMIT, given.one(LIMIT).orElseThrow(() -> missing(LIMIT)));
        int offset = Math.max(0, number(OFFSET, given.one(OFFSET).orElse("0")));
        if (limit < 1) {
            throw ProblemException.badRequest("the limit is " + limit + ", which is not a number of at least 1");
        }
        limit = Math.min(limit, pageRows);
        DjangoChunk after = after(given.one(AFTER).orElse(""));
        KeyFilter filter = allowed.and(filter(given));
        DjangoPage page;
        try {
            page = DjangoFeed.of(store).since(since, filter, after, after == null ? offset : 0, limit);
        } catch (ChangeFeedResetException e) {
            throw new ProblemException(Problem.of(410, String.valueOf(e.getMessage())));
        }
        DjangoLinks links = new DjangoLinks(request, given, parameters);
        String next = page.more() ? links.to(limit, offset + limit, text(page.chunks())) : null;
        String previous = offset > 0 ? links.to(limit, offset - limit, null) : null;
        return DjangoJson.reply(json -> DjangoJson.write(json, page, next, previous));
    }

    private static ProblemException missing(String name) {
        return ProblemException.badRequest("the parameter " + name + " is missing");
    }

    private static Instant time(String name, String text) throws ProblemException {
        Instant time = DjangoValues.time(text);
        if (time == null || !Micros.isInRange(time)) {
            throw ProblemException.badRequest(name + " is " + Quote.of(text)
                    + ", which is not a time like 2024-01-31T00:00:00+00:00, of the years 1 to 9999");
        }
        return time;
    }

    private static int number(String name, String text) throws ProblemException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("the " + name + " is " + Quote.of(text) + ", which is not a number");
        }
    }

    /**
     * Reads exact values of axes. When an axis occurs more than once, the last value counts, as in the Python
     * application.
     */
    private KeyFilter filter(Parameters given) throws ProblemException {
        KeyFilter filter = KeyFilter.all();
        for (Axis<?> axis : store.definition().axes()) {
            List<String> values = given.all(axis.name());
            if (!values.isEmpty()) {
                filter = filter.and(value(axis, values.get(values.size() - 1)));
            }
        }
        return filter;
    }

    private static AxisValue<?> value(Axis<?> axis, String text) throws ProblemException {
        try {
            return DjangoValues.parse(axis, text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("filter: " + e.getMessage());
        }
    }

    /** Returns time, chunk and key of the last chunk, each of them encoded. */
    private @Nullable String text(List<DjangoChunk> chunks) {
        if (chunks.isEmpty()) {
            return null;
        }
        DjangoChunk last = chunks.get(chunks.size() - 1);
        StringBuilder text =
                new StringBuilder(last.updatedAt().toString()).append('!').append(last.chunk());
        for (Axis<?> axis : store.definition().axes()) {
            text.append('!').append(DjangoLinks.encode(last.key().get(axis).toString()));
        }
        return text.toString();
    }

    private @Nullable DjangoChunk after(String text) throws ProblemException {
        if (text.isEmpty()) {
            return null;
        }
        List<Axis<?>> axes = store.definition().axes();
        String[] parts = text.split("!", -1);
        if (parts.length != axes.size() + 2) {
            throw ProblemException.badRequest(
                    "after is " + Quote.of(text) + ", which does not come from a link of this server");
        }
        AxisValue<?>[] values = new AxisValue<?>[axes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(axes.get(i), Parameters.decode(parts[i + 2]));
        }
        Instant time = time(AFTER, parts[0]);
        return new DjangoChunk(SeriesKey.of(values), number(AFTER, parts[1]), "", time, time, false, new byte[0]);
    }
}

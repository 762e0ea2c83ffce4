package io.holcstore.http;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.http.AcceptedVersions;
import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.FilterParameters;
import io.holcstore.internal.http.PageFormat;
import io.holcstore.internal.http.PageFormats;
import io.holcstore.internal.http.Parameters;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Quote;
import io.holcstore.internal.http.Reply;
import io.holcstore.internal.http.Request;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Answers requests for the pages of changes of one store. */
final class ChangesEndpoint implements Endpoint {
    static final String PATH = "changes";
    static final String CURSOR = "cursor";
    static final String LIMIT = "limit";
    static final String FILTER = "filter";

    private static final int DEFAULT_LIMIT = 500;
    private static final Set<String> PARAMETERS = Set.of(CURSOR, LIMIT, FILTER);

    private final ChunkStore store;
    private final SyncLimits limits;
    private final PageFormats formats;

    ChangesEndpoint(ChunkStore store, SyncLimits limits) {
        this(store, limits, PageFormats.KNOWN);
    }

    ChangesEndpoint(ChunkStore store, SyncLimits limits, PageFormats formats) {
        this.store = store;
        this.limits = limits;
        this.formats = formats;
    }

    @Override
    public Set<String> methods() {
        return new TreeSet<>(Set.of("GET", "POST"));
    }

    @Override
    public Reply answer(Request request, KeyFilter allowed) throws ProblemException, IOException {
        int version = formats.negotiate(AcceptedVersions.of(request.headers("Accept")));
        Parameters parameters = Parameters.of(request, PARAMETERS, limits.queryLength());
        ChangeCursor cursor = cursor(parameters);
        int limit = Math.min(limit(parameters), limits.pageRows());
        KeyFilter asked =
                FilterParameters.read(parameters.all(FILTER), store.definition().axes(), limits.filterValues());
        ChangePage page;
        try {
            page = store.feed().changes(cursor, allowed.and(asked), limit);
        } catch (ChangeFeedResetException e) {
            throw new ProblemException(Problem.of(409, String.valueOf(e.getMessage())));
        }
        if (version < PageFormat.WITH_PURGES && page.purgedSequence() > 0 && !cursor.isStart()) {
            requireCurrent(cursor, allowed.and(asked));
        }
        return new Reply(
                200,
                Map.of("Content-Type", PageFormats.contentType(version), "Cache-Control", "no-store"),
                false,
                out -> formats.write(version, page, allowed, out));
    }

    /**
     * A client that does not know of purges takes the generations of an epoch for epochs, of which the earlier ones are
     * over.
     */
    private void requireCurrent(ChangeCursor cursor, KeyFilter filter) throws ProblemException {
        long now = store.feed().changes(ChangeCursor.start(), filter, 1).next().epoch();
        if (cursor.epoch() != now) {
            throw new ProblemException(Problem.of(
                    409,
                    "tombstones have been purged since cursor " + cursor
                            + ", and this client does not know of purges; pull again from the start, and update its"
                            + " library to go on after later purges"));
        }
    }

    private static ChangeCursor cursor(Parameters parameters) throws ProblemException {
        try {
            return parameters.one(CURSOR).map(ChangeCursor::parse).orElse(ChangeCursor.start());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static int limit(Parameters parameters) throws ProblemException {
        String text = parameters.one(LIMIT).orElse(Integer.toString(DEFAULT_LIMIT));
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // the exception below covers this case too
        }
        throw ProblemException.badRequest("the limit is " + Quote.of(text) + ", which is not a number of at least 1");
    }
}

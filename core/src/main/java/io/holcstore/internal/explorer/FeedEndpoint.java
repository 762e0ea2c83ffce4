package io.holcstore.internal.explorer;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.error.DefinitionException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.store.ChunkStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says how far the reader of a feed is behind, by its cursor. */
final class FeedEndpoint implements DataEndpoint.Answering {
    private static final String CURSOR = "cursor";

    /** The most changes that are counted. */
    private static final int COUNTED = 1000;

    @Override
    public List<String> parameters() {
        return List.of(CURSOR, Query.FILTER);
    }

    @Override
    public Reply answer(Published published, Query query) throws ProblemException {
        if (!published.isReplicated()) {
            throw published.conflict("is not replicated, so it has no feed");
        }
        ChunkStore store = published.requireChunks();
        Optional<String> text = query.one(CURSOR);
        ChangePage page = page(published, store, text, query);
        Optional<Instant> last = page.changes().stream().map(Change::updatedAt).max(Instant::compareTo);
        return Json.reply(json -> {
            if (text.isPresent()) {
                json.writeNumberProperty("pending", page.changes().size());
            } else {
                json.writeNullProperty("pending");
            }
            json.writeBooleanProperty("more", !page.isLast());
            Json.time(json, "last", text.isPresent() ? last : Optional.empty());
            Json.text(json, "next", page.next());
            json.writeNumberProperty("purgedSequence", page.purgedSequence());
        });
    }

    private static ChangePage page(Published published, ChunkStore store, Optional<String> cursor, Query query)
            throws ProblemException {
        ChangeCursor from;
        try {
            from = cursor.map(ChangeCursor::parse).orElse(ChangeCursor.start());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
        try {
            return store.feed().changes(from, query.filter(), cursor.isPresent() ? COUNTED : 1);
        } catch (ChangeFeedResetException e) {
            throw new ProblemException(Problem.of(409, String.valueOf(e.getMessage())));
        } catch (DefinitionException e) {
            throw published.conflict(e);
        }
    }
}

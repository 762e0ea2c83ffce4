package io.holcstore.internal.django;

import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.internal.http.Request;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers with chunks and their data, as the Python application does. Chunks that were deleted meanwhile are left out,
 * so that a chunk that disappears between two requests does not end a pull.
 */
final class PackEndpoint implements Endpoint {
    static final String PATH = "pack/";

    /** The number of chunks in memory at a time. */
    private static final int GROUP = 32;

    private final ChunkStore store;
    private final int pageRows;

    PackEndpoint(ChunkStore store, int pageRows) {
        this.store = store;
        this.pageRows = pageRows;
    }

    @Override
    public Set<String> methods() {
        return new TreeSet<>(Set.of("GET", "POST"));
    }

    @Override
    public Reply answer(Request request, KeyFilter allowed) throws ProblemException, IOException {
        byte[] body = request.body().readAllBytes();
        List<DjangoChunk> wanted = wanted(request, body, allowed);
        List<DjangoChunk> first = DjangoFeed.of(store).chunks(wanted.subList(0, Math.min(GROUP, wanted.size())));
        return DjangoJson.reply(json -> {
            json.writeStartArray();
            first.forEach(chunk -> DjangoJson.writePacked(json, chunk));
            for (int from = GROUP; from < wanted.size(); from += GROUP) {
                DjangoFeed.of(store)
                        .chunks(wanted.subList(from, Math.min(from + GROUP, wanted.size())))
                        .forEach(chunk -> DjangoJson.writePacked(json, chunk));
            }
            json.writeEndArray();
        });
    }

    private List<DjangoChunk> wanted(Request request, byte[] body, KeyFilter allowed) throws ProblemException {
        if (body.length == 0) {
            return List.of();
        }
        String type = request.header("Content-Type")
                .orElse("application/json")
                .split(";", 2)[0]
                .strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw new ProblemException(Problem.of(415, "the body must be application/json"));
        }
        List<DjangoChunk> wanted = new ArrayList<>();
        try {
            for (DjangoChunk chunk : DjangoReader.named(body, store.definition().axes(), pageRows)) {
                if (allowed.matches(chunk.key())) {
                    wanted.add(chunk);
                }
            }
        } catch (DjangoReader.NoChunksException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
        return wanted;
    }
}

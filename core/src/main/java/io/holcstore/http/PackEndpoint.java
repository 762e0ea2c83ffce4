package io.holcstore.http;

import io.holcstore.internal.django.ReferenceChunk;
import io.holcstore.internal.store.SqlChunkStore;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chunks with their data, as the Python application packs them. Chunks that have been deleted meanwhile are left out, so that a chunk which vanishes between
 * two requests breaks no pull.
 */
final class PackEndpoint implements Endpoint {
    static final String PATH = "pack/";

    /** Held in memory at a time. */
    private static final int GROUP = 32;

    private final ChunkStore store;
    private final SyncLimits limits;

    PackEndpoint(ChunkStore store, SyncLimits limits) {
        this.store = store;
        this.limits = limits;
    }

    @Override
    public Set<String> methods() {
        return new TreeSet<>(Set.of("GET", "POST"));
    }

    @Override
    public Reply answer(SyncRequest request, KeyFilter allowed) throws ProblemException, IOException {
        byte[] body = request.body().readAllBytes();
        List<ReferenceChunk> wanted = wanted(request, body, allowed);
        List<ReferenceChunk> first =
                SqlChunkStore.of(store).referenceFeed().chunks(wanted.subList(0, Math.min(GROUP, wanted.size())));
        return ReferenceJson.reply(json -> {
            json.writeStartArray();
            first.forEach(chunk -> ReferenceJson.writePacked(json, chunk));
            for (int from = GROUP; from < wanted.size(); from += GROUP) {
                SqlChunkStore.of(store)
                        .referenceFeed()
                        .chunks(wanted.subList(from, Math.min(from + GROUP, wanted.size())))
                        .forEach(chunk -> ReferenceJson.writePacked(json, chunk));
            }
            json.writeEndArray();
        });
    }

    private List<ReferenceChunk> wanted(SyncRequest request, byte[] body, KeyFilter allowed) throws ProblemException {
        if (body.length == 0) {
            return List.of();
        }
        String type = request.header("Content-Type")
                .orElse("application/json")
                .split(";", 2)[0]
                .strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw new ProblemException(Problem.of(415, "the body is to be application/json"));
        }
        List<ReferenceChunk> wanted = new ArrayList<>();
        try {
            for (ReferenceChunk chunk :
                    ReferenceReader.named(body, store.definition().axes(), limits.pageRows())) {
                if (allowed.matches(chunk.key())) {
                    wanted.add(chunk);
                }
            }
        } catch (ReferenceReader.NoChunksException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
        return wanted;
    }
}

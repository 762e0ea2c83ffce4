package io.holcstore.internal.explorer;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.key.Axis;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.Frequency;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A store that is shown. Thread-safe. */
record Published(ReadableStore store) {
    String name() {
        return store.name();
    }

    List<Axis<?>> axes() {
        return store.axes();
    }

    ZoneId zone() {
        return store.zone();
    }

    Optional<ChunkStore> chunks() {
        return store instanceof ChunkStore chunks ? Optional.of(chunks) : Optional.empty();
    }

    /** Returns the step of a regular store. */
    Optional<Frequency> step() {
        return chunks().map(chunks -> chunks.definition().frequency());
    }

    boolean isReplicated() {
        return chunks().map(chunks -> chunks.definition().isReplicated()).orElse(false);
    }

    String kind() {
        return store instanceof ChunkStore
                ? "chunk"
                : store instanceof KeyedStore ? "keyed" : store instanceof VersionedStore ? "versioned" : "other";
    }

    /** @throws ProblemException when the store has no regular step */
    ChunkStore requireChunks() throws ProblemException {
        return chunks().orElseThrow(() -> conflict("has no regular step; ask a store whose freq is not null"));
    }

    /** @throws ProblemException when the store has no versions */
    VersionedStore requireVersions() throws ProblemException {
        if (store instanceof VersionedStore versions) {
            return versions;
        }
        throw conflict("has no versions; ask a store whose kind is versioned");
    }

    /** Returns a problem with status 409: this kind of store cannot answer the request. */
    ProblemException conflict(String why) {
        return new ProblemException(Problem.of(409, name() + " " + why));
    }

    ProblemException conflict(DefinitionException e) {
        return new ProblemException(Problem.of(409, String.valueOf(e.getMessage())));
    }
}

package io.holcstore.error;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a stored chunk cannot be read: it is corrupt, has an unknown format, or does not fit its grid. Nothing
 * was decoded from it.
 */
public final class ChunkFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Integer chunk;
    private final @Nullable Instant start;
    private final @Nullable Integer version;

    /** Creates an exception for bytes whose place is not known. */
    public ChunkFormatException(String message) {
        this(message, null);
    }

    /** Creates an exception for bytes whose place is not known, with its cause. */
    public ChunkFormatException(String message, @Nullable Throwable cause) {
        this(message, cause, null, null, null, null, null);
    }

    private ChunkFormatException(
            String message,
            @Nullable Throwable cause,
            @Nullable String store,
            @Nullable String key,
            @Nullable Integer chunk,
            @Nullable Instant start,
            @Nullable Integer version) {
        super(message, cause, store, key);
        this.chunk = chunk;
        this.start = start;
        this.version = version;
    }

    /** Creates an exception for a series that is stored as a whole. */
    public static ChunkFormatException ofSeries(String message, @Nullable Throwable cause, String store, String key) {
        return new ChunkFormatException(message, cause, store, key, null, null, null);
    }

    /** Creates an exception for a chunk of a series. */
    public static ChunkFormatException ofChunk(
            String message, @Nullable Throwable cause, String store, String key, int chunk, Instant start) {
        return new ChunkFormatException(message, cause, store, key, chunk, start, null);
    }

    /** Creates an exception for a version of a series. */
    public static ChunkFormatException ofVersion(
            String message, Throwable cause, String store, String key, int version) {
        return new ChunkFormatException(message, cause, store, key, null, null, version);
    }

    /**
     * Returns the number of the chunk; null where it is not known, and in stores that do not cut series into chunks.
     */
    public @Nullable Integer chunk() {
        return chunk;
    }

    /** Returns the start of the chunk; null where {@link #chunk} is null. */
    public @Nullable Instant start() {
        return start;
    }

    /** Returns the number of the version; null in stores without versions. */
    public @Nullable Integer version() {
        return version;
    }
}

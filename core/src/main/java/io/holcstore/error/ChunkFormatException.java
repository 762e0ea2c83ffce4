package io.holcstore.error;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored chunk cannot be read: it is corrupt, of an unknown format, or does not fit its grid. Nothing was decoded
 * from it.
 */
public final class ChunkFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Integer chunk;
    private final @Nullable Instant start;
    private final @Nullable Integer version;

    /** Of bytes whose place is not known. */
    public ChunkFormatException(String message) {
        this(message, null);
    }

    /** Of bytes whose place is not known, with what was found first. */
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

    /** Of a series that is stored as one. */
    public static ChunkFormatException ofSeries(String message, Throwable cause, String store, String key) {
        return new ChunkFormatException(message, cause, store, key, null, null, null);
    }

    /** Of a chunk of a series. */
    public static ChunkFormatException ofChunk(
            String message, @Nullable Throwable cause, String store, String key, int chunk, Instant start) {
        return new ChunkFormatException(message, cause, store, key, chunk, start, null);
    }

    /** Of a version of a series. */
    public static ChunkFormatException ofVersion(
            String message, Throwable cause, String store, String key, int version) {
        return new ChunkFormatException(message, cause, store, key, null, null, version);
    }

    /** The number of the chunk; null where it is not known, and in stores whose series are not cut into chunks. */
    public @Nullable Integer chunk() {
        return chunk;
    }

    /** The start of the chunk; null where {@link #chunk} is. */
    public @Nullable Instant start() {
        return start;
    }

    /** The number of the version; null in stores without versions. */
    public @Nullable Integer version() {
        return version;
    }
}

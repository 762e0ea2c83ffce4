package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/** A stored chunk cannot be read: it is corrupt, of an unknown format, or does not fit its grid. Nothing was decoded from it. */
public final class ChunkFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    public ChunkFormatException(String message) {
        super(message);
    }

    public ChunkFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

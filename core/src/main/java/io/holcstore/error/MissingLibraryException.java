package io.holcstore.error;

/** Thrown when a feature needs an optional library that the application does not have. The message names it. */
public final class MissingLibraryException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String library;

    /** Creates an exception about a library. */
    public MissingLibraryException(String message, Throwable cause, String library) {
        super(message, cause);
        this.library = library;
    }

    /** Returns the coordinates of the library, {@code group:artifact:version}. */
    public String library() {
        return library;
    }
}

package io.holcstore.internal.files.parquet;

/** Something in the bytes of a file that the format does not allow, or that this library does not read. */
public final class Damage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Damage(String message) {
        super(message);
    }

    public Damage(String message, Throwable cause) {
        super(message, cause);
    }

    /** Throws an exception unless there are enough bytes. */
    public static void require(long needed, long there, String what) {
        if (needed < 0 || needed > there) {
            throw new Damage(what + " must have " + needed + " bytes, but " + there + " are there");
        }
    }
}

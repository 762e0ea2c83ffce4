package io.holcstore.internal.django.arrow;

/** Something in a blob that the format does not allow, or that this library does not read. */
public final class ArrowDamage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArrowDamage(String message) {
        super(message);
    }

    ArrowDamage(String message, Throwable cause) {
        super(message, cause);
    }
}

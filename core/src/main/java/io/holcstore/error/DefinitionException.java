package io.holcstore.error;

/** A store is defined in a way that cannot work; the message names the setting and what would work. */
public final class DefinitionException extends StoreException {
    private static final long serialVersionUID = 1L;

    public DefinitionException(String message) {
        super(message);
    }
}

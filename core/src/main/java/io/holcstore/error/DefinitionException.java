package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/** A store is defined in a way that cannot work; the message names the setting and what would work. */
public final class DefinitionException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String setting;

    /** Of a setting, before the store has a name. */
    public DefinitionException(String message, @Nullable String setting) {
        this(message, null, setting);
    }

    /** With the store and the setting, as far as they are known. */
    public DefinitionException(String message, @Nullable String store, @Nullable String setting) {
        super(message, null, store, null);
        this.setting = setting;
    }

    /**
     * The method of the builder that is concerned: {@code axis}, {@code freq}, {@code tz}, {@code table}; null where
     * several are, or the database is.
     */
    public @Nullable String setting() {
        return setting;
    }
}

package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/** Thrown when a definition cannot work. The message names the setting and what would work. */
public final class DefinitionException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String setting;

    /** Creates an exception about a setting, before the store has a name. */
    public DefinitionException(String message, @Nullable String setting) {
        this(message, null, setting);
    }

    /** Creates an exception with the store and the setting, where they are known. */
    public DefinitionException(String message, @Nullable String store, @Nullable String setting) {
        super(message, null, store, null);
        this.setting = setting;
    }

    /**
     * Returns the name of the builder method that caused the problem: {@code axis}, {@code freq}, {@code tz},
     * {@code table}. Null where several methods or the database caused it.
     */
    public @Nullable String setting() {
        return setting;
    }
}

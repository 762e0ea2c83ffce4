package io.holcstore.internal.definition;

import io.holcstore.error.DefinitionException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the settings of all builders of definitions: each can be set once, and some are required. */
public final class Settings {
    private Settings() {}

    /**
     * Returns the value of a setting.
     *
     * @throws DefinitionException when it was already set
     */
    public static <T> T once(String setting, @Nullable T before, T now) {
        Objects.requireNonNull(now, setting);
        if (before != null) {
            throw new DefinitionException(setting + " is set twice: " + before + " and " + now, setting);
        }
        return now;
    }

    /**
     * Returns the value of a required setting.
     *
     * @throws DefinitionException when it was not set
     */
    public static <T> T required(String setting, @Nullable T value, String example) {
        if (value == null) {
            throw new DefinitionException(setting + " is missing: add for example ." + example, setting);
        }
        return value;
    }
}

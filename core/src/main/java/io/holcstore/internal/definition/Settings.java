package io.holcstore.internal.definition;

import io.holcstore.error.DefinitionException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the settings of all builders of definitions have in common: each is given once, and some have to be. */
public final class Settings {
    private Settings() {}

    /**
     * Takes the value of a setting.
     *
     * @throws DefinitionException when it was given before
     */
    public static <T> T once(String setting, @Nullable T before, T now) {
        Objects.requireNonNull(now, setting);
        if (before != null) {
            throw new DefinitionException(setting + " is given twice: " + before + " and " + now, setting);
        }
        return now;
    }

    /**
     * The value of a setting that has no default.
     *
     * @throws DefinitionException when it was not given
     */
    public static <T> T required(String setting, @Nullable T value, String example) {
        if (value == null) {
            throw new DefinitionException(setting + " is missing: add for example ." + example, setting);
        }
        return value;
    }
}

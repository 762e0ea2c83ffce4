package io.holcstore.internal.sql.series;

import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.SeriesKey;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Translates the error for a text in a key that is too long for the database, or empty where it stores these as NULL,
 * into one that names the key. There is no limit to check before: PostgreSQL compresses what it indexes, and an entry
 * of its index has 2704 bytes for all axes together.
 */
public final class LongKeys {
    private LongKeys() {}

    /**
     * Returns the error with the longest of the written keys. The original message would contain the text at full
     * length. Returns any other error unchanged.
     */
    public static SQLException explained(
            SQLException e, TableSpec spec, SqlDialect dialect, Collection<SeriesKey> written) {
        SQLException cause = SqlFailures.mostTelling(e);
        SeriesKey longest = null;
        for (SeriesKey key : written) {
            longest = longer(longest, key);
            if (!dialect.storesEmptyTexts()
                    && hasEmptyText(key)
                    && String.valueOf(cause.getSQLState()).startsWith("23")) {
                return new SQLException(
                        "a text in the key " + key + " of " + spec.name() + " is empty, which " + dialect.product()
                                + " stores as NULL: " + firstLine(cause.getMessage()) + "; use another text",
                        cause.getSQLState(),
                        cause);
            }
        }
        if (longest == null || !dialect.isTooLong(e)) {
            return e;
        }
        return new SQLException(
                "a text in the key " + longest + " of " + spec.name() + " is too long for the database: "
                        + firstLine(cause.getMessage())
                        + "; use shorter texts as keys",
                cause.getSQLState(),
                cause);
    }

    private static boolean hasEmptyText(SeriesKey key) {
        for (int i = 0; i < key.size(); i++) {
            if ("".equals(key.value(i))) {
                return true;
            }
        }
        return false;
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /** Returns the key with the longer text. */
    public static SeriesKey longer(@Nullable SeriesKey one, SeriesKey other) {
        return one == null || textLength(one) < textLength(other) ? other : one;
    }

    private static int textLength(SeriesKey key) {
        int longest = 0;
        for (int i = 0; i < key.size(); i++) {
            if (key.value(i) instanceof String text) {
                longest = Math.max(longest, text.length());
            }
        }
        return longest;
    }
}

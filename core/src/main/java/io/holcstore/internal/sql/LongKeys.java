package io.holcstore.internal.sql;

import io.holcstore.key.SeriesKey;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The error of a database that has no room for a text in a key, as one that names the axis. There is no limit to check
 * beforehand: PostgreSQL compresses what it indexes, and an entry of its index has 2704 bytes for all axes.
 */
public final class LongKeys {
    private LongKeys() {}

    /**
     * The error with the longest of the keys that were written, which the statement's own text would repeat at full
     * length; any other as it is.
     */
    public static SQLException explained(
            SQLException e, TableSpec spec, SqlDialect dialect, Collection<SeriesKey> written) {
        SeriesKey longest = null;
        for (SeriesKey key : written) {
            longest = longer(longest, key);
        }
        if (longest == null || !dialect.isTooLong(e)) {
            return e;
        }
        SQLException cause = SqlFailures.mostTelling(e);
        return new SQLException(
                "a text in the key " + longest + " of " + spec.name() + " is too long for the database: "
                        + firstLine(cause.getMessage())
                        + "; use shorter texts as keys",
                cause.getSQLState(),
                cause);
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /** The key with the longer text. */
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
